import assert from 'node:assert/strict';
import { CRITERIA } from '../testing/criteria.ts';
import { METHOD } from './judge.ts';

describe('the method of the gate, on paper', () => {
  for (const [name, criterion] of Object.entries(CRITERIA)) it(name, () => assert.equal(criterion(METHOD), null));
});
