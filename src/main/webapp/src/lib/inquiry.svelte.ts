import type { Answer, Problem } from './api';

/**
 * A question to the server that is asked again and again. While a repeat is under way the last value stays; another
 * `key` makes it vanish. Of answers that overtake each other, only the one to the latest question counts.
 */
export class Inquiry<T> {
  value: T | undefined = $state.raw();
  problem: Problem | undefined = $state.raw();
  private key = '';
  private latest = 0;

  async ask(key: string, question: () => Promise<Answer<T>>): Promise<void> {
    const ordinal = ++this.latest;
    if (key !== this.key) {
      this.key = key;
      this.value = undefined;
      this.problem = undefined;
    }
    const answer = await question();
    if (ordinal !== this.latest) return;
    this.problem = answer.ok ? undefined : answer.problem;
    if (answer.ok) this.value = answer.value;
  }
}
