import { flag, html, type Html } from './html.ts';
import { alert } from './alert.ts';
import type { Language } from './language.ts';

/** The design system's form fields. What is wrong is said at the field and, in the same words, on top of the page. */

export interface Field {
  /** Its id, and its name where it has one. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string | null;
  /** What is wrong with what was sent; null = nothing. */
  readonly error?: string | null;
  readonly required?: boolean;
  readonly language: Language;
}

export interface TextField extends Field {
  readonly value: string;
  readonly type?: 'text' | 'email' | 'tel';
  /** Which keyboard a phone shows. */
  readonly keyboard?: 'text' | 'decimal' | 'numeric';
  readonly rows?: number;
}

const words = {
  da: {
    error: 'Fejl: ',
    optional: ' (frivilligt)',
    summary: 'Der er noget, der skal rettes',
    day: 'Dag',
    month: 'Måned',
    year: 'År',
  },
  en: {
    error: 'Error: ',
    optional: ' (optional)',
    summary: 'Something must be corrected',
    day: 'Day',
    month: 'Month',
    year: 'Year',
  },
} as const;

/** One line; with `rows`, as many. */
export function textField(field: TextField): Html {
  const { id, value, type = 'text', keyboard = 'text', rows, required = true, error = null } = field;
  const invalid = error === null ? 'false' : 'true';
  const control =
    rows === undefined
      ? html`<input
          type="${type}"
          id="${id}"
          name="${id}"
          class="form-input"
          value="${value}"
          inputmode="${keyboard}"
          aria-invalid="${invalid}"
          aria-describedby="${describedBy(field)}"
          ${flag('required', required)}
        />`
      : // prettier-ignore
        html`<textarea id="${id}" name="${id}" class="form-input" rows="${rows}" aria-invalid="${invalid}" aria-describedby="${describedBy(field)}" ${flag('required', required)}>${value}</textarea>`;
  return html`<div class="${groupClass(field)}">
    <label class="form-label" for="${id}">${field.label}${optionalMark(field)}</label>
    ${notesOf(field)} ${control}
  </div>`;
}

export interface FileField extends Field {
  /** The types that a browser offers to choose; what is sent is looked at by its content. */
  readonly accept: string;
}

/** Any number of files. A browser never shows again which were chosen. */
export function fileField(field: FileField): Html {
  const invalid = (field.error ?? null) === null ? 'false' : 'true';
  return html`<div class="${groupClass(field)}">
    <label class="form-label" for="${field.id}">${field.label}${optionalMark(field)}</label>
    ${notesOf(field)}
    <input
      type="file"
      id="${field.id}"
      name="${field.id}"
      class="form-input"
      accept="${field.accept}"
      aria-invalid="${invalid}"
      aria-describedby="${describedBy(field)}"
      multiple
    />
  </div>`;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
  readonly hint?: string | null;
}

/** One of several. */
export function radios(field: Field, choices: readonly Choice[]): Html {
  return choiceGroup({ ...field, name: field.id }, 'radio', choices);
}

/** Any number of several; `name` where several groups are one choice. */
export function checkboxes(field: Field, choices: readonly Choice[], name = field.id): Html {
  return choiceGroup({ ...field, name }, 'checkbox', choices);
}

function choiceGroup(
  field: Field & { readonly name: string },
  type: 'radio' | 'checkbox',
  choices: readonly Choice[],
): Html {
  const each = choices.map(({ value, label, chosen, hint = null }, place) => {
    // The first has the field's own id: the list of what is wrong leads to it.
    const id = place === 0 ? field.id : `${field.id}-${place + 1}`;
    const described = hint === null ? '' : `${id}-choice-hint`;
    return html`<div class="form-group-${type}">
      <input
        type="${type}"
        id="${id}"
        name="${field.name}"
        value="${value}"
        class="form-${type}"
        aria-describedby="${described}"
        ${flag('checked', chosen)}
      />
      <label class="form-label" for="${id}">${label}</label>
      ${hint === null ? null : html`<span class="form-hint" id="${described}">${hint}</span>`}
    </div>`;
  });
  return fieldset(field, html`${each}`);
}

export interface DateField extends Field {
  readonly value: { readonly day: string; readonly month: string; readonly year: string };
}

/** A date as three numbers: `id`, `id-month`, `id-year`. */
export function dateField(field: DateField): Html {
  const said = words[field.language];
  const parts = (['day', 'month', 'year'] as const).map((part) => {
    const id = part === 'day' ? field.id : `${field.id}-${part}`;
    return html`<div class="form-group form-group-${part}">
      <label class="form-label" for="${id}">${said[part]}</label>
      <input
        type="text"
        inputmode="numeric"
        id="${id}"
        name="${id}"
        class="form-input"
        value="${field.value[part]}"
        ${flag('required', field.required ?? true)}
      />
    </div>`;
  });
  return fieldset(field, html`<div class="date-group mt-3">${parts}</div>`);
}

function fieldset(field: Field, content: Html): Html {
  return html`<div class="${groupClass(field)}">
    <fieldset aria-describedby="${describedBy(field)}">
      <legend class="form-label">${field.label}${optionalMark(field)}</legend>
      ${notesOf(field)} ${content}
    </fieldset>
  </div>`;
}

/** All that is wrong, first on the page, each leading to its field; nothing where nothing is wrong. */
export function errorSummary(fields: readonly Field[], language: Language): Html | null {
  const wrong = fields.filter(({ error = null }) => error !== null);
  if (wrong.length === 0) return null;
  const items = wrong.map(({ id, error = '' }) => html`<li><a href="#${id}">${error ?? ''}</a></li>`);
  return alert({
    variant: 'error',
    heading: words[language].summary,
    content: html`<ul class="nobullet-list">
      ${items}
    </ul>`,
    language,
    isBegunAt: true,
  });
}

/** What the page of a form is called that could not be gone on with: said first, before anything on it. */
export function titleWithError(title: string, language: Language): string {
  return `${words[language].error}${title}`;
}

function groupClass({ error = null }: Field): string {
  return error === null ? 'form-group' : 'form-group form-error';
}

function optionalMark({ required = true, language }: Field): Html | null {
  return required ? null : html`<span class="weight-normal">${words[language].optional}</span>`;
}

function notesOf({ id, hint = null, error = null, language }: Field): Html {
  return html`${hint === null ? null : html`<span class="form-hint" id="${id}-hint">${hint}</span>`}
  ${
    error === null
      ? null
      : html`<span class="form-error-message" id="${id}-error"
          ><span class="sr-only">${words[language].error}</span>${error}</span
        >`
  }`;
}

function describedBy({ id, hint = null, error = null }: Field): string {
  return [...(hint === null ? [] : [`${id}-hint`]), ...(error === null ? [] : [`${id}-error`])].join(' ');
}
