/**
 * The latest answers to questions that take time, by question: who types on asks most of them again with every letter.
 * @template T
 */
export class Remembered {
  /** @type {Map<string, Promise<T>>} */
  #answers = new Map();

  /** @param {number} most how many are kept */
  constructor(most) {
    this.most = most;
  }

  /**
   * The answer to a question, made once. Nobody may change it. One that fails is made anew the next time.
   * @param {string} question @param {() => Promise<T>} make
   */
  get(question, make) {
    let answer = this.#answers.get(question);
    if (!answer) {
      answer = make();
      answer.catch(() => this.#answers.delete(question));
      this.#answers.set(question, answer);
      for (const oldest of this.#answers.keys()) {
        if (this.#answers.size <= this.most) break;
        this.#answers.delete(oldest);
      }
    }
    return answer;
  }
}
