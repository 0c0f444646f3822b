import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

/* eslint-disable @typescript-eslint/no-explicit-any */
type Json = any;

const DATA = 'crates/server/data/forms';

export function form(item: string): Json {
  return JSON.parse(readFileSync(`${DATA}/${item}.json`, 'utf8')).definition;
}

/** The version of a form, which a submission names. */
export function version(item: string): string {
  return JSON.parse(readFileSync(`${DATA}/${item}.json`, 'utf8')).version;
}

/** When the samples are filled in, as their days are then. */
const FILLED_ON = '2026-11-30';
const A_DAY = 86_400_000;

/** The day of a sample, as many days from today as it is from when the samples are filled in. */
export function day(sample: string): string {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const passed = Date.parse(today) - Date.parse(FILLED_ON);
  return new Date(Date.parse(sample) + Math.round(passed / A_DAY) * A_DAY).toISOString().slice(0, 10);
}

/** What a sample answers if it is filled in today, or which materials it attaches. */
export function sample(item: string, part: 'answers' | 'attached' = 'answers'): Json {
  return JSON.parse(readFileSync(`${DATA}/samples/${item}.json`, 'utf8'), (_, value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value,
  )[part];
}

/** How a person works a page: by touch or mouse, or by the keyboard alone. */
export interface Hand {
  press(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
  /** Chooses the option of this value in a list of choices. */
  choose(target: Locator, value: string): Promise<void>;
  /** Attaches a file by the dialog that the browser opens for it. */
  attach(target: Locator, file: Attached): Promise<void>;
}

export type Attached = { name: string; mimeType: string; buffer: Buffer };

export function pointing(touch: boolean): Hand {
  return {
    press: (target) => (touch ? target.tap() : target.click()),
    type: (target, text) => target.fill(text),
    choose: async (target, value) => void (await target.selectOption(value)),
    attach: (target, file) => target.setInputFiles(file),
  };
}

/** Tab until it has the focus, as someone without a mouse does. */
export function keyboard(page: Page): Hand {
  // Heard all the time: a dialog that opens before somebody listens is told to nobody.
  page.on('filechooser', () => {});
  const reach = async (target: Locator) => {
    await target.waitFor({ state: 'attached' });
    for (let tries = 0; tries < 250; tries += 1) {
      const there = await target.evaluate((node) => {
        const now = document.activeElement;
        const same = (one: Element, other: Element) =>
          one instanceof HTMLInputElement && other instanceof HTMLInputElement && one.type === 'radio' &&
          one.type === other.type && one.name === other.name;
        return now !== null && (now === node || same(now, node as Element));
      });
      if (there) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`not reached by the keyboard: ${target}`);
  };
  return {
    async press(target) {
      const kind = await target.getAttribute('type');
      await reach(target);
      if (kind === 'radio') {
        await page.keyboard.press('Space');
        for (let tries = 0; tries < 12 && !(await target.isChecked()); tries += 1) await page.keyboard.press('ArrowDown');
      } else if (kind === 'checkbox') {
        await page.keyboard.press('Space');
      } else {
        await page.keyboard.press('Enter');
      }
    },
    async type(target, text) {
      await reach(target);
      if ((await target.getAttribute('type')) === 'date') return typeDate(page, target, text);
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
    },
    async choose(target, value) {
      await target.locator(`option[value=${JSON.stringify(value)}]`).waitFor({ state: 'attached' });
      await reach(target);
      const steps = await target.evaluate((select: HTMLSelectElement, value) => {
        const all = [...select.options].filter((one) => !one.disabled);
        return all.findIndex((one) => one.value === value) - all.findIndex((one) => one.selected);
      }, value);
      for (let left = Math.abs(steps); left > 0; left -= 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      await expect(target).toHaveValue(value);
    },
    async attach(target, file) {
      await reach(target);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
      await chooser.setFiles(file);
    },
  };
}

/** Types a date part by part, in the order in which the browser shows them. */
async function typeDate(page: Page, target: Locator, text: string): Promise<void> {
  const [year, month, day] = text.split('-');
  for (const digits of [`${year}${month}${day}`, `${month}${day}${year}`]) {
    for (let part = 0; part < 3; part += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(digits);
    if ((await target.inputValue()) === text) return;
  }
  throw new Error(`the date was not taken: ${target}`);
}

/** Fills the questions of the step that is open, from an object of answers. */
export async function fillStep(page: Page, hand: Hand, definition: Json, step: Json, answers: Json): Promise<void> {
  await fill(page.locator('form.form'), page, hand, definition.schema, step.elements, answers);
}

async function fill(within: Locator, page: Page, hand: Hand, schema: Json, elements: Json[], answers: Json): Promise<void> {
  for (const element of elements) {
    if (!element.scope) {
      if (element.elements) await fill(within, page, hand, schema, element.elements, answers);
      continue;
    }
    const path: string[] = element.scope.split('/').filter((part: string) => part !== '#' && part !== 'properties');
    const asked = path.reduce((at: Json, name) => at?.properties?.[name], schema);
    const answer = path.reduce((at: Json, name) => at?.[name], answers);
    if (answer === undefined || !asked) continue;
    const label: string = element.label ?? asked.title;
    if (element.type === 'ListWithDetail') await rows(within, page, hand, element, asked, answer, label);
    else await question(within, page, hand, asked, answer, label);
  }
}

function field(within: Locator, label: string): Locator {
  const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return within.locator('.field').filter({
    has: within.page().locator('label, legend, h3', { hasText: new RegExp(`^\\s*${escaped}\\s*(选填)?\\s*$`) }),
  });
}

async function rows(within: Locator, page: Page, hand: Hand, element: Json, asked: Json, answer: Json[], label: string): Promise<void> {
  const list = field(within, label).filter({ has: page.locator('button.add') }).first();
  await list.waitFor();
  const detail = element.options.detail;
  for (const [index, row] of answer.entries()) {
    if ((await list.locator('.one-row').count()) <= index) await hand.press(list.locator('button.add'));
    const one = list.locator('.one-row').nth(index);
    await one.waitFor();
    await fill(one, page, hand, asked.items, detail.elements ?? [detail], row);
  }
}

async function question(within: Locator, page: Page, hand: Hand, asked: Json, answer: Json, label: string): Promise<void> {
  const box = field(within, label).first();
  if ((await box.count()) === 0) {
    const promise = within.locator('.pick', { hasText: label }).locator('input');
    if ((await promise.count()) > 0 && !(await promise.isChecked())) await hand.press(promise);
    return;
  }
  const titles: { const: Json; title: string }[] = asked.oneOf ?? asked.items?.oneOf ?? [];
  const title = (value: Json) => titles.find((one) => one.const === value)?.title ?? String(value);
  if ((await box.locator('.levels').count()) > 0) {
    for (const [level, code] of (answer as string[]).entries()) {
      const select = box.locator('.levels select').nth(level);
      await select.waitFor();
      if ((await select.inputValue()) !== code) await hand.choose(select, code);
    }
  } else if ((await box.locator('[role=combobox]').count()) > 0) {
    const input = box.locator('[role=combobox]');
    if ((await input.inputValue()) !== title(answer)) {
      await hand.type(input, title(answer));
      await page.keyboard.press('Enter');
    }
  } else if ((await box.locator('select').count()) > 0) {
    await hand.choose(box.locator('select').first(), answer);
  } else if ((await box.locator('input[type=radio], input[type=checkbox]').count()) > 0) {
    for (const value of Array.isArray(answer) ? answer : [answer]) {
      const input = box.locator(`input[value=${JSON.stringify(String(value))}], input[value="promise"]`);
      if (!(await input.isChecked())) await hand.press(input);
    }
  } else if (asked.format === 'date-range') {
    await hand.type(box.locator('input[data-part=from]'), answer.from);
    await hand.type(box.locator('input[data-part=to]'), answer.to);
  } else {
    const input = box.locator('input, textarea').first();
    if ((await input.inputValue()) !== String(answer)) await hand.type(input, String(answer));
  }
}

/** A small file that is what its name says. */
export function pdf(name: string, size = 4_000): Attached {
  const body = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(size, 0x20), Buffer.from('\n%%EOF\n')]);
  return { name, mimeType: 'application/pdf', buffer: body };
}

/** The smallest picture: one point. */
export function png(name: string): Attached {
  const point = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  return { name, mimeType: 'image/png', buffer: Buffer.from(point, 'base64') };
}

/** Hands in a file for every material that asks for one. */
export async function attachAll(page: Page, hand: Hand = pointing(false)): Promise<number> {
  const inputs = page.locator('.material input[type=file]:not([capture])');
  const count = await inputs.count();
  for (let index = 0; index < count; index += 1) {
    const accepted = (await inputs.nth(index).getAttribute('accept')) ?? 'application/pdf';
    const name = `材料${index + 1}`;
    await hand.attach(inputs.nth(index), /pdf/.test(accepted) ? pdf(`${name}.pdf`) : png(`${name}.png`));
  }
  await expect(page.locator('.file', { hasText: '已上传' })).toHaveCount(count);
  return count;
}
