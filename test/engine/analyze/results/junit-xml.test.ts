/** Analysis tests: test results in XML and CTRF files. */
import assert from 'node:assert/strict';
import { readCtrf } from '../../../../src/engine/analyze/results/ctrf.ts';
import { readJUnitXml } from '../../../../src/engine/analyze/results/junit-xml.ts';

const JUNIT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="5">
  <testsuite name="shop.CartTest" tests="5">
    <properties><property name="os" value="x"/></properties>
    <testcase classname="shop.CartTest" name="adds" time="0.1">
      <failure message="expected 3 &lt; 4" type="AssertionError">at CartTest.java:12</failure>
    </testcase>
    <testcase classname="shop.CartTest" name="opens"><error type="IOException"><![CDATA[closed
    at Store.java:3]]></error></testcase>
    <testcase classname="shop.CartTest" name="waits"><skipped/></testcase>
    <testcase classname="shop.CartTest" name="wobbles"><flakyFailure message="once"/></testcase>
    <testcase name="plain"/>
  </testsuite>
</testsuites>
`;

describe('JUnit XML', () => {
  it('gives counts, names, messages and lines', () => {
    assert.deepEqual(readJUnitXml('a.xml', [JUNIT]), {
      frameworks: ['junit-xml'],
      status: 'failed',
      ran: 4,
      passed: 2,
      failed: 2,
      skipped: 1,
      failures: [
        { name: 'shop.CartTest.adds', member: 'a.xml', line: 5, message: 'expected 3 < 4' },
        { name: 'shop.CartTest.opens', member: 'a.xml', line: 8, message: 'closed' },
      ],
    });
  });

  it('reads the same in pieces of any size', () => {
    for (const size of [1, 7, 64]) {
      const pieces = JUNIT.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g'))!;
      assert.deepEqual(readJUnitXml('a.xml', pieces), readJUnitXml('a.xml', [JUNIT]));
    }
  });

  it('counts a torn file as far as it goes', () => {
    const torn = JUNIT.slice(0, JUNIT.indexOf('</error>'));
    assert.deepEqual([readJUnitXml('a.xml', [torn])?.failed, readJUnitXml('a.xml', [torn])?.failures.length], [2, 2]);
  });

  it('goes on behind control characters, and expands no entities', () => {
    assert.equal(
      readJUnitXml('a.xml', ['<testsuite><testcase name="a"><system-out>\x1b[0m&#x1;</system-out></testcase></testsuite>'])
        ?.passed,
      1,
    );
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><testsuite><testcase name="n"><failure>&b;</failure></testcase></testsuite>`;
    assert.ok((readJUnitXml('a.xml', [bomb])?.failures[0].message ?? '').length < 10);
  });

  it('is not seen in other XML', () => {
    assert.equal(readJUnitXml('pom.xml', ['<project><testcase name="a"/></project>']), null);
    assert.equal(readJUnitXml('a.xml', ['no XML at all']), null);
    assert.equal(readJUnitXml('a.xml', []), null);
  });
});

describe('other XML dialects', () => {
  const counts = (xml: string) => {
    const found = readJUnitXml('a.xml', [xml]);
    return [
      found?.frameworks[0],
      found?.ran,
      found?.failed,
      found?.skipped,
      found?.failures[0]?.name,
      found?.failures[0]?.message,
    ].join(' | ');
  };

  it('are NUnit, xUnit.net, TRX and TestNG', () => {
    assert.equal(
      counts(
        '<test-run><test-suite><test-case fullname="Shop.Adds" result="Failed"><failure><message><![CDATA[3 != 4]]></message></failure></test-case><test-case name="b" result="Passed"/><test-case name="c" result="Skipped"/></test-suite></test-run>',
      ),
      'nunit-xml | 2 | 1 | 1 | Shop.Adds | 3 != 4',
    );
    assert.equal(
      counts(
        '<assemblies><assembly><collection><test name="Shop.Adds" result="Fail"><failure><message>3 != 4</message></failure></test><test name="b" result="Pass"/></collection></assembly></assemblies>',
      ),
      'xunit-xml | 2 | 1 | 0 | Shop.Adds | 3 != 4',
    );
    assert.equal(
      counts(
        '<TestRun><Results><UnitTestResult testName="Adds" outcome="Failed"><Output><ErrorInfo><Message>3 != 4</Message></ErrorInfo></Output></UnitTestResult><UnitTestResult testName="b" outcome="NotExecuted"/></Results></TestRun>',
      ),
      'trx | 1 | 1 | 1 | Adds | 3 != 4',
    );
    assert.equal(
      counts(
        '<testng-results><suite><test><class name="shop.CartTest"><test-method is-config="true" name="setUp" status="PASS"/><test-method name="adds" status="FAIL"><exception><message>3 != 4</message></exception></test-method></class></test></suite></testng-results>',
      ),
      'testng-xml | 1 | 1 | 0 | shop.CartTest.adds | 3 != 4',
    );
  });
});

describe('CTRF', () => {
  const report = JSON.stringify(
    {
      results: {
        tool: { name: 'some' },
        summary: {},
        tests: [
          { name: 'adds', status: 'failed', message: '3 != 4\nat', suite: 'Cart' },
          { name: 'opens', status: 'passed' },
          { name: 'waits', status: 'pending' },
        ],
      },
    },
    null,
    2,
  );

  it('gives counts, names, messages and lines', () => {
    const found = readCtrf('ctrf.json', [report.slice(0, 20), report.slice(20)]);
    assert.deepEqual([found?.ran, found?.passed, found?.failed, found?.skipped, found?.status], [2, 1, 1, 1, 'failed']);
    assert.deepEqual(found?.failures, [{ name: 'Cart > adds', member: 'ctrf.json', line: 9, message: '3 != 4' }]);
  });

  it('is not seen in other JSON, torn or whole', () => {
    for (const text of ['{"results": [1]}', '{"a": 1}', report.slice(0, 50), '']) assert.equal(readCtrf('a.json', [text]), null);
  });
});
