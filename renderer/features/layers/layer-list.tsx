import { type KeyboardEvent, useRef } from 'react';
import type { LayerSummary } from '../../../main/contract/layers';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { numberWords } from '../../lib/numbers';
import { movedIndex } from '../../lib/line-moves';
import { EngineText } from '../../ui/engine-text';
import { commandWords } from './command-words';
import classes from './layers.module.css';

interface Props {
  readonly layers: readonly LayerSummary[];
  readonly shown: number;
  readonly onShow: (layer: number) => void;
}

const PAGE = 8;

/** The lowest first. The one that has the focus is the one that is shown. */
export function LayerList({ layers, shown, onShow }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = movedIndex(event.key, shown, { count: layers.length, page: PAGE });
    if (to === null) return;
    event.preventDefault();
    onShow(to);
    list.current?.querySelectorAll<HTMLElement>('[role=option]')[to]?.focus();
  };
  return (
    <div ref={list} role="listbox" aria-label={t('Layers')} className={classes.layerList} onKeyDown={onKeyDown}>
      {layers.map((layer, index) => (
        <div
          key={index}
          role="option"
          aria-selected={index === shown}
          tabIndex={index === shown ? 0 : -1}
          className={classes.layer}
          onClick={() => onShow(index)}
        >
          <span className={classes.layerHead}>
            <span className={classes.dim}>
              <span className="sw-hidden">{t('Layer')} </span>
              {index + 1}
            </span>{' '}
            <span className={classes.command}>
              <EngineText value={commandWords(layer.command)} mono title={layer.command} />
            </span>
            <span className={classes.figure}>{decimalBytes(layer.bytes)}</span>
          </span>
          <Counts layer={layer} />
        </div>
      ))}
    </div>
  );
}

function Counts({ layer: { added, changed, removed, wasted, problem } }: { readonly layer: LayerSummary }) {
  return (
    <span className={classes.counts}>
      <Count mark="+" count={added} word={t('added')} />
      <Count mark="~" count={changed} word={t('changed')} />
      <Count mark="−" count={removed} word={t('removed')} />
      {wasted > 0 && <span>{t('{wasted} wasted', { wasted: decimalBytes(wasted) })}</span>}
      {problem !== '' && (
        <span className={classes.problem}>
          <EngineText value={t('not read: {problem}', { problem })} />
        </span>
      )}
    </span>
  );
}

interface CountProps {
  readonly mark: string;
  readonly count: number;
  readonly word: string;
}

/** Seen as `+12`, and read as `12 added`. */
const Count = ({ mark, count, word }: CountProps) => (
  <span title={t('{count, number} {word}', { count, word })}>
    <span aria-hidden>{mark}</span>
    {numberWords(count)}
    <span className="sw-hidden"> {word} </span>
  </span>
);
