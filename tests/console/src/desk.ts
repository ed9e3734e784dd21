// Somebody at the page: finds things as people do, by what is written on them.

import { eventually } from '@headroom/live-tests/feeder';
import type { Locator, Page } from 'playwright-core';

export class Desk {
  /** What went wrong inside the page. */
  readonly errors: string[] = [];

  constructor(
    readonly page: Page,
    private readonly url: (hash: string) => string,
  ) {
    page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message));
  }

  /** Opens the page, such as at "#/market", and waits until it is connected. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(this.url(hash));
    await this.connected();
  }

  async connected(): Promise<void> {
    await this.page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
  }

  /** Goes to another page without loading anew; resolves when its place is drawn. */
  async go(hash: string): Promise<void> {
    await this.page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await this.frames(3);
  }

  /** Lets so many frames be drawn. */
  private async frames(count: number): Promise<void> {
    await this.page.evaluate(async (most) => {
      for (let frame = 0; frame < most; frame += 1) await new Promise(requestAnimationFrame);
    }, count);
  }

  /** Waits until a page has read what it shows. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelector('main [aria-busy]') === null);
  }

  /** Waits until charts are drawn as well. */
  async drawn(): Promise<void> {
    await this.settled();
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll('main [role=img]')].every(
        (chart) => chart.querySelector('canvas, svg') !== null || chart.matches('canvas, svg'),
      ),
    );
    // A chart paints itself in a frame of its own, after it has got its size.
    await this.frames(20);
  }

  /** Acts as one of the dev accounts from now on. */
  async as(name: string): Promise<void> {
    await this.head.getByRole('button', { name: 'Choose an account' }).click();
    await this.dialog('Account').getByRole('button', { name }).click();
    await this.head.getByRole('button', { name }).waitFor();
  }

  /** The head of the page. */
  get head(): Locator {
    return this.page.getByRole('banner');
  }

  dialog(title?: string | RegExp): Locator {
    return this.page.getByRole('dialog', title === undefined ? {} : { name: title });
  }

  /** A part of the page, by its title. */
  panel(name: string): Locator {
    const title = this.page.getByRole('heading', { name, exact: true });
    return this.page.locator('section').filter({ has: title });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Waits until a field has a value. */
  async has(label: string, value: string): Promise<void> {
    const field = this.field(label);
    await eventually(`${label} to be ${value}`, async () => (await field.inputValue()) === value);
  }

  /** Fills in the order ticket of a series. */
  async fill(order: { side?: 'Buy' | 'Sell'; price?: string; quantity?: string }): Promise<void> {
    const { side, price, quantity } = order;
    if (side !== undefined) {
      await this.page.getByRole('radiogroup', { name: 'Side' }).getByText(side).click();
    }
    if (price !== undefined) await this.field('Limit price').fill(price);
    if (quantity !== undefined) await this.field('Quantity').fill(quantity);
  }

  /** Presses the button of the ticket, which shows what will happen. */
  async order(button: string): Promise<void> {
    await this.panel('Order').getByRole('button', { name: button, exact: true }).click();
    await this.dialog().getByText('Network fee').waitFor();
  }

  /** Presses a button of the dialog, and waits for what will happen in cash. */
  async press(button: string): Promise<void> {
    await this.dialog().getByRole('button', { name: button, exact: true }).click();
    await this.dialog().getByText('Network fee').waitFor();
  }

  /** What the dialog says of cash, by label. */
  async lines(): Promise<Map<string, string>> {
    const rows = await this.dialog().getByRole('row').all();
    const texts = await Promise.all(
      rows.map(async (row) => [
        await row.getByRole('rowheader').innerText(),
        await row.getByRole('cell').first().innerText(),
      ]),
    );
    return new Map(texts.map(([label, text]) => [label.trim(), text.trim()]));
  }

  /** Signs what the dialog shows, waits for what comes of it, and gives what is told. */
  async confirm(button: string | RegExp): Promise<string> {
    const dialog = this.dialog();
    await dialog.locator('footer').getByRole('button', { name: button }).click();
    return this.outcome();
  }

  /** What came of what was signed. */
  async outcome(): Promise<string> {
    const dialog = this.dialog();
    const done = dialog.getByRole('status').getByText('Done', { exact: true });
    await done.or(dialog.getByRole('alert')).first().waitFor();
    return dialog.innerText();
  }

  async dismiss(): Promise<void> {
    await this.dialog().locator('footer').getByRole('button', { name: 'Close' }).click();
    await this.dialog().waitFor({ state: 'detached' });
  }

  /** What is in sight, for whoever looks for why a test failed. */
  async show(): Promise<void> {
    const { page } = this;
    if (page.isClosed()) return;
    const text = await page.evaluate(() => document.body.innerText).catch(String);
    const errors = this.errors.map((error) => `error: ${error}\n`).join('');
    console.error(`--- the page at ${page.url()} ---\n${errors}${text.slice(0, 4_000)}\n---`);
  }
}
