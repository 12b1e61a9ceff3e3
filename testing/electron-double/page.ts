import type { Cdp, CdpParams } from './cdp';
import { pack, unpack } from './page/codec.mjs';
import { BINDING, WORLD, isolatedWorldScript, mainWorldScript } from './page-script';
import { handlerFor, toAppUrl, toPageUrl } from './scheme';

/** What a page tells of itself; URLs and origins are the app's. */
export interface PageEvents {
  /** Of the main frame or a subframe, started by the page. False: it stays where it is. */
  navigates(url: string, isMainFrame: boolean): boolean;
  opensWindow(url: string): void;
  loaded(): void;
  /** Its document is gone, with its ports. */
  left(): void;
  crashed(): void;
  closed(): void;
  message(message: unknown): void;
}

export interface Page {
  load(appUrl: string): Promise<void>;
  reload(): Promise<void>;
  /** In the page's own world; rejects with what was thrown. */
  evaluate(expression: string): Promise<unknown>;
  /** To the preload's world. */
  post(message: unknown): void;
  /** Of the document that is shown. */
  origin(): string;
  crash(): void;
  close(): void;
  setColorScheme(scheme: 'dark' | 'light' | ''): void;
}

async function attach(cdp: Cdp): Promise<{ targetId: string; session: string }> {
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
  if (targetId === undefined || sessionId === undefined) throw new Error('Chromium opened no page');
  return { targetId, session: sessionId };
}

export async function openPage(cdp: Cdp, preload: string, events: PageEvents): Promise<Page> {
  const { targetId, session } = await attach(cdp);
  const send = (method: string, params: object = {}): Promise<CdpParams> => cdp.send(method, params, session);
  const { frameTree } = await send('Page.getFrameTree');
  const mainFrame = frameTree?.frame.id;
  let world: { readonly id: number; readonly origin: string } | undefined;
  let expected = 0;

  const fail = (params: CdpParams): void => {
    const refusal = { requestId: params.requestId, errorReason: 'Failed' };
    void send('Fetch.failRequest', refusal).catch(() => undefined);
  };
  const answer = async (params: CdpParams): Promise<void> => {
    const { requestId, request, frameId, resourceType } = params;
    const url = toAppUrl(request?.url ?? '');
    const refuse = (errorReason: string): Promise<CdpParams> => send('Fetch.failRequest', { requestId, errorReason });
    if (resourceType === 'Document') {
      if (frameId === mainFrame && expected > 0) expected -= 1;
      else if (!events.navigates(url, frameId === mainFrame)) {
        await refuse('Aborted');
        return;
      }
    }
    const handler = handlerFor(url);
    if (handler === undefined) {
      await refuse('BlockedByClient');
      return;
    }
    const response = await handler(new Request(url, { method: request?.method ?? 'GET' }));
    await send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  };

  cdp.listen(session, ({ method, params }) => {
    if (method === 'Fetch.requestPaused') void answer(params).catch(() => fail(params));
    else if (method === 'Page.windowOpen') events.opensWindow(toAppUrl(params.url ?? ''));
    else if (method === 'Page.loadEventFired') events.loaded();
    else if (method === 'Inspector.targetCrashed') {
      world = undefined;
      events.left();
      events.crashed();
    } else if (method === 'Runtime.bindingCalled' && params.executionContextId === world?.id)
      events.message(unpack(JSON.parse(params.payload ?? 'null')));
    else if (method === 'Runtime.executionContextCreated') {
      const { context } = params;
      // Frames within have such a world too, but nothing in it.
      if (context?.name === WORLD && context.auxData.frameId === mainFrame) world = context;
    } else if (method === 'Runtime.executionContextsCleared') {
      world = undefined;
      events.left();
    }
  });
  cdp.listen(undefined, ({ method, params }) => {
    if (method === 'Target.targetDestroyed' && params.targetId === targetId) events.closed();
    // No window that the page opens lives.
    else if (method === 'Target.targetCreated' && params.targetInfo?.openerId === targetId)
      void cdp.send('Target.closeTarget', { targetId: params.targetInfo.targetId }).catch(() => undefined);
  });
  await cdp.send('Target.setDiscoverTargets', { discover: true });
  await send('Page.enable');
  await send('Runtime.enable');
  await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  await send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
  await send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() });
  await send('Page.addScriptToEvaluateOnNewDocument', { source: isolatedWorldScript(preload), worldName: WORLD });

  return {
    load: async (appUrl) => {
      expected += 1;
      const { errorText } = await send('Page.navigate', { url: toPageUrl(appUrl) });
      if (errorText !== undefined) throw new Error(errorText);
    },
    reload: async () => {
      expected += 1;
      await send('Page.reload');
    },
    evaluate: async (expression) => {
      const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
      const { result, exceptionDetails } = await send('Runtime.evaluate', params);
      if (exceptionDetails !== undefined)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result?.value;
    },
    post: (message) => {
      if (world === undefined) return;
      const params = {
        functionDeclaration: '(text) => fromMain(text)',
        executionContextId: world.id,
        arguments: [{ value: JSON.stringify(pack(message)) }],
      };
      void send('Runtime.callFunctionOn', params).catch(() => undefined);
    },
    origin: () => toAppUrl(world?.origin ?? 'null'),
    crash: () => void send('Page.crash').catch(() => undefined),
    close: () => void cdp.send('Target.closeTarget', { targetId }).catch(() => undefined),
    setColorScheme: (value) =>
      void send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }).catch(
        () => undefined,
      ),
  };
}
