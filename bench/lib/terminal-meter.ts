import type { PlainPage } from './plain-page';

/** What the page's own connection says of a terminal: bytes that came, bytes that are drawn. */
export interface Meter {
  readonly received: number;
  readonly drawn: number;
  /** ms of the page's clock at the last message. */
  readonly lastAt: number;
}

declare global {
  var slipwayMeter: {
    received: number;
    drawn: number;
    lastAt: number;
    keyAt: number;
    echoes: number[];
    /** Called with what is drawn, each time it is more. */
    onDrawn: () => void;
  };
}

/** Wraps the page's WebSocket from its next load on. The acknowledgements in what it sends tell what is drawn. */
export async function installMeter(page: PlainPage): Promise<void> {
  await page.addInitScript(() => {
    const meter = {
      ...{ received: 0, drawn: 0, lastAt: 0, keyAt: 0, echoes: [] as number[] },
      onDrawn: (): void => undefined,
    };
    globalThis.slipwayMeter = meter;
    const Real = globalThis.WebSocket;
    globalThis.WebSocket = class extends Real {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
          meter.received += data.byteLength;
          meter.lastAt = performance.now();
          const { keyAt } = meter;
          // The terminal draws into its buffer in the task of this message: after it, it is there.
          if (keyAt > 0) setTimeout(() => meter.echoes.push(performance.now() - keyAt), 0);
          meter.keyAt = 0;
        });
      }
      override send(data: Uint8Array<ArrayBuffer>): void {
        super.send(data);
        // Several may go in one frame.
        const acks = new TextDecoder().decode(data).matchAll(/"ack","bytes":(\d+)/g);
        for (const [, bytes] of acks) meter.drawn += Number(bytes);
        meter.onDrawn();
      }
    };
    addEventListener('keydown', () => (meter.keyAt = performance.now()), true);
  });
}

export const readMeter = (page: PlainPage): Promise<Meter> =>
  page.evaluate(() => {
    const { received, drawn, lastAt } = globalThis.slipwayMeter;
    return { received, drawn, lastAt };
  });

/** ms from now until so many bytes are drawn in all; nothing is asked of the page meanwhile. */
export const timeUntilDrawn = (page: PlainPage, bytes: number): Promise<number> =>
  page.evaluate((wanted) => {
    const begun = performance.now();
    return new Promise<number>((resolve) => {
      globalThis.slipwayMeter.onDrawn = () => {
        if (globalThis.slipwayMeter.drawn >= wanted) resolve(performance.now() - begun);
      };
    });
  }, bytes);
