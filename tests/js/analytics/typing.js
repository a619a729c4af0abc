/**
 * Readers at a search box, made up from a seed: what they press, and what they meant to search for.
 *
 * The truth is what the reader wanted, noted when they wanted it, and never what the rules would make of it:
 * a text they stopped at to look for an answer. A text typed further or mended is the
 * same want. A want that found nothing stays one of its own when the reader saw that and
 * tried other words. Pages change as in the portal: Enter leads to the results page.
 */

// biome-ignore format: a table
const ENGLISH = [
  "refund", "refund time", "delivery to macau", "change my order", "logo file format", "tote bag",
  "sample before printing", "invoice", "fps payment", "track parcel", "minimum quantity", "rush order", "colour proof",
  "cancel", "gift wrapping", "mugs", "bags", "bulk discount", "wrong address", "damaged mug", "vat", "pantone",
  "cash on delivery",
];
/** Words with their syllables as an input method shows them while it composes. */
// biome-ignore format: a table
const CHINESE = [
  ["退款", "ㄊㄨㄟˋ ㄎㄨㄢˇ"], ["退款要幾耐", "tui kuan yao ji nai"], ["送貨", "ㄙㄨㄥˋ ㄏㄨㄛˋ"], ["改地址", "gai di zhi"], ["布袋", "大竹 人心卜"],
  ["八達通", "ba da tong"], ["最少訂購", "日尸水 火竹 卜一口 一中弓"], ["發票", "ㄈㄚ ㄆㄧㄠˋ"], ["轉數快", "zhuan shu kuai"],
  ["印刷檔案", "yin shua dang an"], ["顏色", "ㄧㄢˊ ㄙㄜˋ"], ["取消", "qu xiao"], ["樣品", "ㄧㄤˋ ㄆㄧㄣˇ"], ["貨到付款", "人心 一土 人木戈 一人"],
  ["急單", "ji dan"], ["馬克杯", "ma ke bei"], ["退貨", "ㄊㄨㄟˋ ㄏㄨㄛˋ"], ["收貨", "shou huo"], ["送禮", "song li"],
];

/** @param {number} seed @returns {() => number} 0 to 1 */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One reader: pages, each with how it was opened and what happened on it, and what they searched for.
 * @param {number} seed
 * @returns {{
 *   pages: { start: { asked: string, moved: boolean, restored: boolean }, steps: [number, string, any?][] }[],
 *   meant: string[]
 * }}
 */
export function typeLikeAReader(seed) {
  const draw = random(seed);
  const chance = (share) => draw() < share;
  const between = (least, most) => Math.round(least + draw() * (most - least));
  const pick = (list) => list[Math.floor(draw() * list.length)];
  const pages = [];
  const meant = [];
  let now = 0;
  let text = "";
  /** When the answer to the last text appears, unless another text comes first. */
  let answered = null;

  const openPage = (asked = "", moved = false, restored = false) => {
    pages.push({ start: { asked, moved, restored }, steps: [] });
    answered = null;
    text = asked;
    if (asked) put(asked);
  };
  const add = (step, given) => pages.at(-1).steps.push([now, step, given]);
  const answer = () => {
    if (answered && answered.at <= now) pages.at(-1).steps.push([answered.at, "rendered", answered.given]);
    if (answered && answered.at <= now) answered = null;
  };
  const wait = (ms) => {
    now += ms;
    answer();
  };
  /** What the index holds: the words of the lists, and what begins like them. */
  const results = (query) => {
    const key = query.trim();
    const known = [...ENGLISH, ...CHINESE.map(([word]) => word)].some(
      (word) => word.startsWith(key) || key.startsWith(word),
    );
    return known &&
      !(missing && key.length > missing.length / 2 && (missing.startsWith(key) || key.startsWith(missing)))
      ? 3
      : 0;
  };
  let missing = "";
  const put = (query) => {
    text = query;
    add("input", text);
    const n = results(text);
    answered = text
      ? { at: now + between(20, 350), given: { q: text, n, o: n ? "exact" : "none", m: "settle" } }
      : null;
  };

  const letter = (character) => {
    wait(chance(0.01) ? between(2_500, 7_000) : chance(0.03) ? between(600, 2_500) : between(70, 320));
    put(text + character);
  };
  const rub = (letters) => {
    for (let left = letters; left > 0; left -= 1) {
      wait(between(60, 160));
      put(text.slice(0, -1));
    }
  };
  const typeLatin = (word) => {
    for (const character of word) {
      if (chance(0.04)) {
        letter(pick("etaoinsrhl".split("")));
        wait(between(150, 700));
        rub(1);
      }
      letter(character);
    }
  };
  const compose = (word, syllables) => {
    const before = text;
    const parts = syllables.split(" ");
    for (let at = 0; at < word.length; ) {
      const size = Math.min(word.length - at, chance(0.5) ? 1 : 2); // one or two syllables in one composition
      wait(between(120, 500));
      add("composition", true);
      let shown = "";
      for (const character of parts.slice(at, at + size).join("")) {
        wait(chance(0.05) ? between(800, 2_000) : between(70, 260));
        shown += character;
        put(before + word.slice(0, at) + shown);
      }
      wait(chance(0.2) ? between(900, 2_200) : between(120, 600)); // looking for the right candidate
      at += size;
      if (chance(0.5)) add("enter", text); // the Enter that picks it, as Safari sends it
      put(before + word.slice(0, at));
      add("composition", false);
    }
  };
  const empty = () => {
    wait(between(300, 1_500));
    if (chance(0.4)) rub([...text].length);
    else put(""); // all of it at once
  };

  /**
   * Look at the results of what stands there; the text counts from here on, once.
   * @param {string} before a text that this one continues
   */
  const look = (before) => {
    wait(between(1_600, 9_000));
    if (before && meant.at(-1) === before) meant.pop();
    meant.push(text);
  };

  openPage();
  for (let wants = between(1, 3), chinese = chance(0.5), last = ""; wants > 0; wants -= 1) {
    const choices = chinese ? CHINESE : ENGLISH.map((word) => [word, ""]);
    const [word, syllables] = pick(choices.filter(([choice]) => choice !== last));
    last = word;
    const failing = chance(0.2);
    missing = failing ? word : "";
    if (text) empty();
    if (chance(0.05)) {
      typeLatin(word.slice(0, 3)); // changes their mind before anything was searched for
      empty();
    }
    if (chance(0.04)) {
      wait(between(200, 900));
      put(word); // pasted, or said aloud
    } else if (syllables) compose(word, syllables);
    else typeLatin(word);
    if (!syllables && !failing && word.length > 5 && chance(0.08)) {
      rub(1); // the last letters are wrong, which is noticed only on looking
      letter(pick("bjkwz".split("")));
      wait(between(600, 1_700));
      rub(1);
      letter(word.at(-1));
    }

    if (!failing && chance(0.25)) {
      wait(between(60, 400)); // Enter in the box: the results page counts it
      const asked = text;
      add("moved", asked);
      wait(between(50, 300));
      add("visible", false);
      openPage(asked, true);
      meant.push(asked);
      wait(between(1_500, 8_000));
    } else look("");
    const searched = text;
    if (!failing && chance(0.2)) {
      wait(between(400, 900));
      if (chinese) compose("時間", "shi jian");
      else typeLatin(" help");
      look(searched); // the same want, said more exactly
    }
    if (results(text) && chance(0.6)) {
      add("click", { article: `a${between(1, 5)}`, position: 1 });
      if (chance(0.5)) {
        wait(between(80, 500));
        add("visible", false);
        const back = text;
        now += between(5_000, 60_000);
        if (pages.at(-1).start.asked)
          openPage(back, true, true); // back: the results page comes again
        else add("visible", true); // kept as it was
        wait(between(500, 2_000));
      }
    }
    if (chance(0.1)) {
      add("visible", false); // another tab for a while
      wait(between(2_000, 40_000));
      add("visible", true);
      wait(between(200, 900));
    }
  }
  wait(between(100, 400));
  add("visible", false);
  return { pages, meant };
}
