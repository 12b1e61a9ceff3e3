import { Component, type ErrorInfo, type ReactNode } from 'react';
import { t } from '../lib/i18n';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { LongEngineText } from '../ui/long-engine-text';
import classes from './error-boundary.module.css';

interface State {
  readonly details: string | null;
}

/** Around each view, so that a broken one leaves the rest standing, and around it all. React offers this to classes only. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { details: null };

  static getDerivedStateFromError(error: unknown): State {
    return { details: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo): void {
    if (typeof componentStack === 'string')
      this.setState(({ details }) => ({ details: `${details}\n${componentStack}` }));
  }

  override render(): ReactNode {
    return this.state.details === null ? this.props.children : <Broken details={this.state.details} />;
  }
}

function Broken({ details }: { readonly details: string }) {
  return (
    <section aria-label={t('Failure')} className={classes.page}>
      <EmptyState title={t('This view broke')} heading="h1">
        <p>{t('That is a mistake in Slipway. Your containers are not touched by it; reloading starts it afresh.')}</p>
        <div className={classes.buttons}>
          <Button variant="primary" onClick={() => globalThis.location.reload()}>
            {t('Reload')}
          </Button>
          <CopyButton text={details} label={t('Copy the details')} withText />
        </div>
      </EmptyState>
      <details className={classes.details}>
        <summary>{t('Details')}</summary>
        <LongEngineText value={details} mono />
      </details>
    </section>
  );
}
