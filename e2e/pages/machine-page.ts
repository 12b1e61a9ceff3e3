import { type Locator, type Page, expect, test } from '@playwright/test';

/** Longer than any start: under emulation on a busy machine, the image built before. */
const START_MS = 6 * 60_000;
const STOP_MS = 90_000;

type MenuItem =
  'Sleep' | 'Wake' | 'Settings…' | 'Snapshots…' | 'Logs…' | 'Compact disk' | 'Check disk…' | 'Kill…' | 'Delete…';

/** The section "Slipway VM" of the Engine page. */
export class MachinePage {
  readonly region: Locator;
  /** On the page of containers, where no engine answers. */
  readonly offer: Locator;
  /** In a few words how it is. */
  readonly state: Locator;
  /** Of what is under way. */
  readonly progress: Locator;
  readonly forwards: Locator;
  readonly alert: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.region = page.getByRole('region', { name: 'Slipway VM' });
    this.offer = page.getByRole('group', { name: 'Slipway VM' });
    this.state = this.region.getByRole('status', { name: 'Slipway VM state' });
    this.progress = this.region.getByRole('progressbar');
    this.forwards = this.region.getByRole('grid', { name: 'Forwarded ports' });
    this.alert = page.getByRole('alertdialog');
    this.dialog = page.getByRole('dialog');
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  /** The phases of a start, in their order, with their times. */
  get startPhases(): Locator {
    return this.region.getByRole('list', { name: /start/i }).getByRole('listitem');
  }

  /** From nothing or from a stop: presses the one button there is. Progress is to be seen right away. */
  async start(): Promise<void> {
    await test.step('start the engine', async () => {
      await this.region.getByRole('button', { name: /^(Create and start|Start) engine$/ }).click();
      await this.progress.waitFor();
    });
  }

  async untilRunning(): Promise<void> {
    await test.step('until the engine answers', async () => {
      await expect(this.state).toContainText('Engine ready', { timeout: START_MS });
    });
  }

  async stop(): Promise<void> {
    await test.step('stop the engine', async () => {
      await this.button('Stop engine').click();
      await expect(this.state).toContainText('Stopped', { timeout: STOP_MS });
    });
  }

  async choose(item: MenuItem): Promise<void> {
    await test.step(`${item} from the menu`, async () => {
      await this.button('More actions').click();
      await this.page.getByRole('menuitem', { name: item, exact: true }).click();
    });
  }

  /** Asks for the deletion and types the word. */
  async delete(): Promise<void> {
    await test.step('delete the machine', async () => {
      await this.choose('Delete…');
      await this.alert.getByRole('textbox', { name: /to confirm/ }).fill('delete');
      await this.alert.getByRole('button', { name: 'Delete', exact: true }).click();
      await expect(this.state).toContainText('Not created', { timeout: STOP_MS });
    });
  }
}
