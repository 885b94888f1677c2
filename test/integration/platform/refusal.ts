// What a fetch that must not happen says.
import { expect } from 'chai';
import { UrlRefused } from '../../../src/platform/safe-fetch.ts';

export async function refusal(work: Promise<unknown>): Promise<UrlRefused> {
  return work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: unknown) => {
      expect(error).to.be.instanceOf(UrlRefused);
      return error as UrlRefused;
    },
  );
}
