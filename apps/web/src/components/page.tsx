import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { withoutDirectionMarks } from '../readable/without-direction-marks.ts';
import { NAME_UNITS } from './format-value.ts';
import { LongText } from './long-text.tsx';
import './page.css';

/** One step of the way to a page; the last one is the page itself. */
export interface Crumb {
  readonly label: string;
  readonly to: string;
}

const NO_CRUMBS: readonly Crumb[] = [];

/**
 * A page: where one is, its title (also the browser's), what can be done, and the content.
 * `isFilling` gives the content the rest of the window, for tables that scroll inside.
 */
export function Page({
  title,
  crumbs = NO_CRUMBS,
  actions,
  children,
  isFilling = false,
}: {
  title: string;
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
  children: ReactNode;
  isFilling?: boolean;
}) {
  useEffect(() => {
    document.title = `${withoutDirectionMarks(title)} · Handrail`;
  }, [title]);
  return (
    <div className={isFilling ? 'page page-filling' : 'page'}>
      <header className="page-head">
        <div className="page-where">
          {crumbs.length > 0 && (
            <nav aria-label="Breadcrumb" className="small">
              <ol className="row page-crumbs">
                {crumbs.map((crumb) => (
                  <li key={crumb.to}>
                    <Link to={crumb.to}>{crumb.label}</Link> <span aria-hidden>/</span>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <h1 tabIndex={-1} dir="auto">
            <LongText text={title} mostUnits={NAME_UNITS} />
          </h1>
        </div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
