/** Analysis, tests: code that did not compile or link. */
import { reads, silent } from '../judge.ts';

describe('classify: compile_error', () => {
  reads('compile_error', [
    [
      'gcc',
      "src/foo.c:12:9: error: 'bar' undeclared (first use in this function)",
      "Compilation failed in src/foo.c:12: 'bar' undeclared (first use in this function)",
    ],
    ['clang', "lib/a.cpp:7:3: fatal error: 'x.h' file not found", "Compilation failed in lib/a.cpp:7: 'x.h' file not found"],
    [
      'javac by Maven',
      '[ERROR] /src/main/java/A.java:[10,17] cannot find symbol',
      'Compilation failed in /src/main/java/A.java:10: cannot find symbol',
    ],
    [
      'javac',
      'A.java:3: error: incompatible types: String cannot be converted to int',
      'Compilation failed in A.java:3: incompatible types: String cannot be converted to int',
    ],
    [
      'rustc',
      'error[E0308]: mismatched types\n  --> src/main.rs:4:18\n   |',
      'Compilation failed in src/main.rs:4: mismatched types',
    ],
    ['Go', './main.go:9:2: undefined: frob', 'Compilation failed in main.go:9: undefined: frob'],
    [
      'TypeScript',
      "src/a.ts(4,7): error TS2322: Type 'string' is not assignable to type 'number'.",
      "Compilation failed in src/a.ts:4: Type 'string' is not assignable to type 'number'",
    ],
    [
      'GHC',
      'src/Main.hs:8:5: error:\n    Variable not in scope: foo',
      'Compilation failed in src/Main.hs:8: Variable not in scope: foo',
    ],
    ['C#', 'Program.cs(5,1): error CS1002: ; expected', 'Compilation failed in Program.cs:5: ; expected'],
    ['the linker', "/usr/bin/ld: a.o: undefined reference to `frob'", 'Linking failed: frob is not defined'],
    [
      'Python',
      '  File "a.py", line 3\n    def x(:\n          ^\nSyntaxError: invalid syntax',
      'Compilation failed in a.py:3: invalid syntax',
    ],
    [
      'PHP',
      'PHP Parse error:  syntax error, unexpected token "}" in /app/a.php on line 4',
      'Compilation failed in /app/a.php:4: syntax error, unexpected token "}"',
    ],
    ['Kotlin', 'e: file:///src/A.kt:3:5 Unresolved reference: foo', 'Compilation failed in /src/A.kt:3:5'],
    [
      'CMake',
      'CMake Error at CMakeLists.txt:12 (find_thing):\n  No such thing.',
      'Compilation failed in CMakeLists.txt:12: No such thing',
    ],
  ]);
  silent('compile_error', [
    ['a warning', "src/foo.c:12:9: warning: unused variable 'x' [-Wunused-variable]"],
    ['flags', 'gcc -Werror -Wall -fno-common -c a.c'],
    ['no errors', '0 error(s), 0 warning(s)'],
  ]);
});
