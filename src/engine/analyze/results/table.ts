/** Analysis: the table of test tools whose output is recognised; tools that enclose others say so themselves. */
import type { Tool } from './recogniser.ts';
import { bazel } from './tools/bazel.ts';
import { catch2 } from './tools/catch2.ts';
import { behave, cucumber, robot } from './tools/cucumber.ts';
import { dotnet, dotnetColumn, nunit, testingPlatform, xunit } from './tools/dotnet.ts';
import { clojure, eunit, exunit, tasty } from './tools/elixir.ts';
import { ginkgo, go, gotestsum } from './tools/go.ts';
import { gradle } from './tools/gradle.ts';
import { homeMade } from './tools/home-made.ts';
import { ant, junitConsole, junitText, testng } from './tools/java.ts';
import { ava, bun, cypress, deno, jasmine, nodeTest, playwright, testcafe } from './tools/javascript.ts';
import { jest, vitest } from './tools/jest.ts';
import { karma } from './tools/karma.ts';
import { maven } from './tools/maven.ts';
import { mocha } from './tools/mocha.ts';
import { automake, boost, ctest, doctest, googletest, lit, meson } from './tools/native.ts';
import { avocado, busted, dart, passedFailed, testthat } from './tools/others.ts';
import { pest, phpt, phpunit } from './tools/php.ts';
import { pytest, pytestSugar } from './tools/pytest.ts';
import { minitest, rspec } from './tools/ruby.ts';
import { cargo, nextest } from './tools/rust.ts';
import { munit, sbt, scalatest, specs2 } from './tools/scala.ts';
import { swiftTesting, xctest } from './tools/swift.ts';
import { nodeTap, prove, tap } from './tools/tap.ts';
import { stestr, unittest } from './tools/unittest.ts';

const java = [maven, gradle, testng, ant, junitText, junitConsole, sbt, scalatest, specs2, munit];
const python = [pytest, pytestSugar, unittest, stestr, avocado, behave, robot];
const javascript = [mocha, jest, vitest, karma, jasmine, ava, nodeTest, cypress, playwright, testcafe, deno, bun];
const native = [
  ctest,
  googletest,
  catch2,
  doctest,
  boost,
  meson,
  automake,
  lit,
  cargo,
  nextest,
  go,
  gotestsum,
  ginkgo,
  xctest,
  swiftTesting,
];
const dotNet = [dotnet, dotnetColumn, testingPlatform, xunit, nunit];
const scripting = [rspec, minitest, cucumber, phpunit, pest, phpt, tap, prove, nodeTap, busted, testthat];
const functional = [exunit, eunit, tasty, clojure, dart, passedFailed];

export const tools: readonly Tool[] = [
  ...java,
  ...python,
  ...javascript,
  ...native,
  ...dotNet,
  ...scripting,
  ...functional,
  bazel,
  homeMade,
];
