/** Analysis, tests: schemas and contracts. */
import { reads, silent } from '../judge.ts';

describe('classify: schema', () => {
  reads('schema', [
    [
      'CQL',
      'InvalidQueryException: Undefined column name paid_on in table shop.bills',
      'A schema or contract did not match (paid_on)',
    ],
    ['PostgreSQL', 'ERROR:  relation "users" does not exist at character 15', 'A schema or contract did not match (users)'],
    ['MySQL', "ERROR 1146 (42S02): Table 'shop.carts' doesn't exist", 'A schema or contract did not match (shop.carts)'],
    ['Cassandra', 'InvalidRequest: code=2200 message="unconfigured table carts"', 'A schema or contract did not match (carts)'],
    [
      'Go',
      'json: cannot unmarshal string into Go struct field A.n of type int',
      'A schema or contract did not match: string into Go struct field A.n of type int',
    ],
    [
      'Jackson',
      'com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException: Unrecognized field "n"',
      'A schema or contract did not match (n)',
    ],
    [
      'pydantic',
      'pydantic.error_wrappers.ValidationError: 1 validation error for Order',
      'A schema or contract did not match: 1 validation error for Order',
    ],
    ['a request', 'Error: Request failed with status code 422', 'A schema or contract did not match (HTTP 422)'],
    [
      'a cluster',
      'storage_service - Schema disagreement: nodes report 2 versions',
      'A schema or contract did not match: nodes report 2 versions',
    ],
    [
      'a migration',
      'alembic.util.exc.CommandError: Can\'t locate revision identified by "ab12"',
      'A schema or contract did not match',
    ],
  ]);
  silent('schema', [
    ['a passed test', 'test_schema.py::test_schema_mismatch PASSED'],
    ['a success', 'HTTP/1.1 200 OK'],
  ]);
});
