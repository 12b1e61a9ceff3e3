import { Portal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { endTour } from '../first-run';
import { placeBeside } from './place';
import { anchorOf, type TourStep } from './steps';
import { goTo, leaveTour, useTour } from './tour-store';
import classes from './tour.module.css';

/** A few words beside the parts they are about. It blocks nothing, and Escape leaves it. */
export function Tour() {
  const { at, steps } = useTour();
  const index = Math.min(at ?? 0, steps.length - 1);
  const step = steps[index];
  if (at === null || step === undefined) return null;
  return (
    <Portal>
      <Card key={step.anchor} {...{ step, index, count: steps.length }} />
    </Portal>
  );
}

interface CardProps {
  readonly step: TourStep;
  readonly index: number;
  readonly count: number;
}

function leave(done: boolean): void {
  leaveTour(done);
  endTour();
  document.querySelector<HTMLElement>('main h1[tabindex="-1"]')?.focus();
}

function moveBeside(card: HTMLElement, anchor: Element): void {
  const { width, height } = card.getBoundingClientRect();
  const room = { width: window.innerWidth, height: window.innerHeight };
  const { left, top } = placeBeside(anchor.getBoundingClientRect(), { width, height }, room);
  card.style.setProperty('left', `${String(left)}px`);
  card.style.setProperty('top', `${String(top)}px`);
}

function Card({ step, index, count }: CardProps) {
  const card = useRef<HTMLElement>(null);
  const id = useId();
  // It keeps beside its part, which is marked as long.
  useLayoutEffect(() => {
    const anchor = anchorOf(step);
    if (anchor === null) return;
    const place = (): void => {
      if (card.current !== null) moveBeside(card.current, anchor);
    };
    anchor.scrollIntoView({ block: 'nearest' });
    anchor.setAttribute('data-tour', '');
    place();
    window.addEventListener('resize', place);
    return () => {
      anchor.removeAttribute('data-tour');
      window.removeEventListener('resize', place);
    };
  }, [step]);
  useEffect(() => card.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') leave(false);
  };
  const isLast = index === count - 1;
  return (
    <section
      ref={card}
      role="dialog"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}text`}
      tabIndex={-1}
      className={classes.card}
      onKeyDown={onKeyDown}
    >
      <h2 id={`${id}title`}>{step.title}</h2>
      <p id={`${id}text`}>{step.text}</p>
      <div className={classes.buttons}>
        <span className={classes.count}>{t('{index} of {count}', { index: index + 1, count })}</span>
        <Button variant="subtle" onClick={() => leave(false)}>
          {t('Leave the tour')}
        </Button>
        {index > 0 && <Button onClick={() => goTo(index - 1)}>{t('Back')}</Button>}
        <Button variant="primary" onClick={() => (isLast ? leave(true) : goTo(index + 1))}>
          {isLast ? t('Done') : t('Next')}
        </Button>
      </div>
    </section>
  );
}
