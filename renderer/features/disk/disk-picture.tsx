import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { DiskItem, DiskKind, DiskReport } from '../../../main/contract/disk';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import { useWidth } from '../../ui/use-width';
import classes from './disk.module.css';
import { KIND_WORDS, KINDS } from './disk-words';
import { type Rect, treemap } from './treemap';

interface Props {
  readonly report: DiskReport;
  readonly openKey: string | null;
  readonly onOpen: (key: string) => void;
}

const HEIGHT = 180;
/** Smaller ones of a kind are one tile together. */
const SMALLEST = 0.004;
const MOST = 150;
const GAP = 1;
const NAMED = { width: 56, height: 18 } as const;

interface Block {
  readonly key: string;
  readonly kind: DiskKind;
  readonly name: string;
  readonly bytes: number;
  /** null: of several, and no line of the table. */
  readonly item: DiskItem | null;
}

/** What is drawn: the bigger things each, the others of a kind together, the layers that images share. */
export function blocksOf({ items, sharedLayerBytes, totalBytes }: DiskReport): readonly Block[] {
  const least = totalBytes * SMALLEST;
  return KINDS.flatMap((kind): Block[] => {
    const all = items
      .filter((item) => item.kind === kind && (item.bytes ?? 0) > 0)
      .sort((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0));
    const big = all.filter(({ bytes }, index) => (bytes ?? 0) >= least && index < MOST);
    const rest = all.slice(big.length);
    const restBytes = rest.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
    const together = (key: string, name: string, bytes: number): Block[] =>
      bytes > 0 ? [{ key: `${key} ${kind}`, kind, name, bytes, item: null }] : [];
    return [
      ...(kind === 'image' ? together('shared', t('Shared layers'), sharedLayerBytes) : []),
      ...big.map((item) => ({ key: item.key, kind, name: item.name, bytes: item.bytes ?? 0, item })),
      ...together('rest', t('{count} smaller', { count: rest.length }), restBytes),
    ];
  });
}

const area = (blocks: readonly Block[]): number => blocks.reduce((sum, { bytes }) => sum + bytes, 0);

function laid(blocks: readonly Block[], within: Rect) {
  const kinds = KINDS.map((kind) => blocks.filter((block) => block.kind === kind)).filter((of) => of.length > 0);
  return treemap(kinds, area, within).flatMap((tile) => treemap(tile.item, ({ bytes }) => bytes, tile));
}

/** Arrows go from tile to tile, in the order of their sizes; Enter shows the line of the table. */
export function DiskPicture({ report, openKey, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [active, setActive] = useState('');
  const tiles = useMemo(() => laid(blocksOf(report), { x: 0, y: 0, width, height: HEIGHT }), [report, width]);
  const present = Math.max(
    0,
    tiles.findIndex(({ item }) => item.key === active),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -tiles.length, End: tiles.length }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(tiles.length - 1, present + step));
    setActive(tiles[to]?.item.key ?? '');
    box.current?.querySelectorAll<HTMLElement>('[data-tile]')[to]?.focus();
  };
  return (
    <div
      ref={box}
      role="group"
      aria-label={t('Disk use as a picture')}
      className={classes.picture}
      style={{ height: HEIGHT }}
      onKeyDown={onKeyDown}
    >
      {tiles.map(({ item: block, ...rect }, index) => {
        const named = rect.width >= NAMED.width && rect.height >= NAMED.height;
        const words = `${KIND_WORDS[block.kind].one} ${withoutControls(block.name)}, ${decimalBytes(block.bytes)}`;
        return (
          <button
            key={block.key}
            type="button"
            data-tile
            data-kind={block.kind}
            data-open={block.key === openKey || undefined}
            data-idle={block.item?.inUse === false || undefined}
            aria-pressed={block.key === openKey}
            title={words}
            tabIndex={index === present ? 0 : -1}
            className={classes.tile}
            style={{
              left: rect.x,
              top: rect.y,
              width: Math.max(1, rect.width - GAP),
              height: Math.max(1, rect.height - GAP),
            }}
            onFocus={() => setActive(block.key)}
            onClick={() => block.item !== null && onOpen(block.key)}
          >
            {named ? (
              <span className={classes.tileName}>
                <span className="sw-hidden">{KIND_WORDS[block.kind].one} </span>
                <EngineText value={block.name} title={null} />
                <span className={rect.height >= 2 * NAMED.height ? undefined : 'sw-hidden'}>
                  {decimalBytes(block.bytes)}
                </span>
              </span>
            ) : (
              <span className="sw-hidden">{words}</span>
            )}
          </button>
        );
      })}
    </div>
  );
}
