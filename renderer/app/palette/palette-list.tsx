import { IconChevronRight } from '@tabler/icons-react';
import { memo, type MouseEvent, useLayoutEffect, useRef } from 'react';
import { keyLabel } from '../../lib/platform';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import { Kbd } from '../../ui/kbd';
import { useRowWindow } from '../../ui/use-row-window';
import type { PaletteItem } from './item';
import classes from './palette.module.css';

const ROW_PX = 34;

interface Props {
  /** The options' ids begin with it. */
  readonly id: string;
  readonly name: string;
  /** What these answer: for who measures how soon they are there. */
  readonly text: string;
  readonly items: readonly PaletteItem[];
  /** What is said where there are none. */
  readonly nothing: string;
  readonly active: number;
  readonly onChoose: (item: PaletteItem) => void;
  readonly onEnter: (item: PaletteItem, place: number) => void;
}

/** Only the rows in sight are rendered. */
export function PaletteList({ id, name, text, items, nothing, active, onChoose, onEnter }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRowWindow({
    scroller,
    count: items.length,
    keyOf: (index) => items[index]?.id ?? String(index),
    pinned: active,
    ...{ rowHeight: ROW_PX, headerHeight: 0 },
  });
  useLayoutEffect(() => {
    if (active >= 0) rows.scrollToIndex(active);
  }, [rows, active, text]);
  return (
    <div ref={scroller} id={`${id}list`} role="listbox" aria-label={name} data-answers={text} className={classes.list}>
      {items.length === 0 && (
        <div role="presentation" className={classes.nothing}>
          {nothing}
        </div>
      )}
      <div role="presentation" className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return (
            item !== undefined && (
              <Row
                key={item.id}
                id={`${id}${String(index)}`}
                {...{ item, index, start, onChoose, onEnter }}
                count={items.length}
                active={index === active}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface RowProps extends Pick<Props, 'id' | 'onChoose' | 'onEnter'> {
  readonly item: PaletteItem;
  readonly index: number;
  readonly count: number;
  /** px from the list's upper edge. */
  readonly start: number;
  readonly active: boolean;
}

const Row = memo(
  function Row({ id, item, index, count, start, active, onChoose, onEnter }: RowProps) {
    const { icon: Icon, title, detail, kind, keys = [], danger = false } = item;
    const [key] = keys;
    const enter = (event: MouseEvent): void => {
      event.stopPropagation();
      onEnter(item, index);
    };
    return (
      <div
        id={id}
        role="option"
        aria-selected={active}
        aria-setsize={count}
        aria-posinset={index + 1}
        className={classes.row}
        data-danger={danger || undefined}
        style={{ transform: `translateY(${String(start)}px)` }}
        onClick={() => onChoose(item)}
      >
        <Icon size={16} aria-hidden className={classes.icon} />
        <span className={classes.title}>
          <EngineText value={title} />
        </span>
        {detail !== undefined && (
          <span className={classes.detail}>
            <EngineText value={detail} />
          </span>
        )}
        <span className={classes.kind}>{kind}</span>
        {key !== undefined && <Kbd>{keyLabel(key)}</Kbd>}
        {item.deeds !== undefined && (
          <span aria-hidden className={classes.more} title={t('What can be done with it')} onClick={enter}>
            <IconChevronRight size={16} />
          </span>
        )}
      </div>
    );
  },
  (a, b) => a.item === b.item && a.id === b.id && a.start === b.start && a.active === b.active && a.count === b.count,
);
