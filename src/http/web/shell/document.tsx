import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { assetHref } from '../assets.ts'
import { Says } from '../components/index.ts'
import type { Theme } from './theme.tsx'

/** What every page may say about itself. */
export interface PageProps {
  readonly title: string
  readonly children: Child
  /** BCP 47; `en` when left out. */
  readonly lang?: string
  readonly theme?: Theme | undefined
  readonly description?: string
  /** Shown once, after an act. */
  readonly flash?: Flash | undefined
  /** The demonstration's clock (`ClockStrip`). */
  readonly clock?: Child
  /** More for the document's head: feeds, canonical address. */
  readonly head?: Child
}

export interface Flash {
  readonly tone?: 'done' | 'problem'
  readonly says: Child
}

interface DocumentProps extends Pick<PageProps, 'lang' | 'theme' | 'description' | 'head' | 'children'> {
  readonly title: string
  readonly look: 'public' | 'workroom'
}

export function Document({ title, look, lang = 'en', theme, description, head, children }: DocumentProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={lang} data-look={look} data-theme={theme}>
        <head>
          <meta charset="utf-8" />
          <title>{title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content={theme ?? 'light dark'} />
          {description && <meta name="description" content={description} />}
          {look === 'workroom' && <meta name="robots" content="noindex" />}
          <link rel="icon" type="image/svg+xml" href={assetHref('favicon.svg')} />
          <link rel="stylesheet" href={assetHref('style.css')} />
          <script type="module" src={assetHref('browser/index.js')} />
          {head}
        </head>
        <body>
          <a class="skip" href="#main">
            Skip to the content
          </a>
          {children}
          {look === 'workroom' && <Shortcuts />}
        </body>
      </html>
    </>
  )
}

const shortcuts = [
  [['j', 'k'], 'Next and previous in a list'],
  [['Enter'], 'Open it'],
  [['/'], 'Search or filter'],
  [['g', 't'], 'Today'],
  [['g', 'c'], 'Cases'],
  [['g', 'm'], 'Committee'],
  [['g', 'p'], 'Policy'],
  [['g', 's'], 'Settings'],
  [['?'], 'This help'],
] as const

/** Stays closed without JavaScript, where none of the keys does anything either. */
function Shortcuts() {
  return (
    <dialog class="shortcuts" data-shortcuts aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">Keys</h2>
      <dl>
        {shortcuts.map(([keys, does]) => (
          <div>
            <dt>
              {keys.map((key) => (
                <>
                  <kbd>{key}</kbd>{' '}
                </>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <div class="buttons">
          <button class="button is-plain">Close</button>
          <button type="button" class="button is-quiet" data-keys-turn>
            Turn the keys off
          </button>
        </div>
      </form>
    </dialog>
  )
}

/** `status` is read out without taking the reader away from where they are. */
export function FlashMessage({ flash }: { readonly flash: Flash | undefined }) {
  if (!flash) return <></>
  return (
    <div class={flash.tone === 'problem' ? 'flash flash-problem' : 'flash'} role="status">
      {typeof flash.says === 'string' ? <Says>{flash.says}</Says> : flash.says}
    </div>
  )
}
