// What a student's page needs before, and without, any wasm: leaving it at once, keeping a lesson one line in
// the history, and answering a check without changing the page. Every page works without this file.
// Nothing is ever stored. Inputs must not be named "action", "method" or "id".
(function () {
  'use strict';

  const root = document.documentElement;

  // -- Leave this page ---------------------------------------------------------------------------------------

  const WITHIN_MS = 5000;
  const way_out = () => document.querySelector('a[data-leave]');
  let presses = 0;
  let shift_alone = false;
  let forget;
  let dots;
  let status;

  function leave(link) {
    const loading = link.dataset.loading || 'Loading';
    const cover = document.createElement('div');
    cover.className = 'leave-cover';
    cover.setAttribute('role', 'status');
    cover.textContent = loading;
    document.body.append(cover);
    root.setAttribute('data-leaving', '');
    document.title = loading;
    location.replace(link.href);
  }

  function show_presses(link) {
    if (!dots) {
      dots = document.createElement('span');
      dots.className = 'leave-dots';
      dots.setAttribute('aria-hidden', 'true');
      for (let i = 0; i < 3; i++) dots.append(document.createElement('span'));
    }
    [...dots.children].forEach((dot, i) => dot.toggleAttribute('data-on', i < presses));
    link.append(dots);
  }

  function tell(words) {
    if (status) status.textContent = words || '';
  }

  function start_over(say_so) {
    clearTimeout(forget);
    if (presses === 0) return;
    presses = 0;
    dots.remove();
    tell(say_so ? way_out()?.dataset.stay : '');
  }

  function count_press() {
    const link = way_out();
    if (!link) return;
    presses += 1;
    clearTimeout(forget);
    if (presses === 3) return leave(link);
    show_presses(link);
    tell(presses === 1 ? link.dataset.twoMore : link.dataset.oneMore);
    forget = setTimeout(start_over, WITHIN_MS, true);
  }

  // Shift counts only as a key of its own: not held for a capital letter, a shortcut or a click.
  addEventListener('keydown', (event) => {
    if (event.key === 'Shift') {
      shift_alone = !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
    } else {
      shift_alone = false;
      start_over(false);
    }
  }, true);

  addEventListener('keyup', (event) => {
    if (event.key === 'Shift' && shift_alone) count_press();
    shift_alone = false;
  }, true);

  addEventListener('pointerdown', () => { shift_alone = false; }, true);

  // -- Links: out, in place of this page, or to a part of a scenario; and the button that prints --------------------------------------------

  function plain_click(event) {
    return !event.defaultPrevented && event.button === 0
      && !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
  }

  function open_scene(link) {
    const part = link.closest('[data-part]');
    const scene = part && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!scene || !part.contains(scene)) return false;
    for (const open of part.querySelectorAll('[data-open]')) open.removeAttribute('data-open');
    for (const before of part.querySelectorAll('a[aria-current]')) before.removeAttribute('aria-current');
    if (scene !== part) {
      scene.setAttribute('data-open', '');
      const taken = part.querySelector(`.choices a[href="${CSS.escape(link.getAttribute('href'))}"]`);
      if (taken) taken.setAttribute('aria-current', 'true');
    }
    (scene === part ? part.querySelector('.choices a') : scene)?.focus();
    return true;
  }

  addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href], button[data-print]');
    if (!link) return;
    if (link.matches('[data-print]')) {
      print();
    } else if (link.matches('[data-leave]')) {
      event.preventDefault();
      leave(link);
    } else if (plain_click(event) && link.matches('[data-scene]')) {
      if (open_scene(link)) event.preventDefault();
    } else if (plain_click(event) && link.matches('[data-replace]') && link.origin === location.origin) {
      event.preventDefault();
      location.replace(link.href);
    }
  });

  // -- Forms: once at a time, in place of this page, or in place of one part of it ------------------------------

  const native = new WeakSet();

  class Unreached extends Error {}

  function body_of(form, button) {
    const data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    return new URLSearchParams(data);
  }

  function post(form, button, accept) {
    const action = button && button.hasAttribute('formaction') ? button.formAction : form.action;
    return fetch(action, { method: 'POST', body: body_of(form, button), headers: { accept }, credentials: 'same-origin' })
      .catch(() => { throw new Unreached(); });
  }

  function submit_plainly(form, button) {
    native.add(form);
    form.removeAttribute('aria-busy');
    form.requestSubmit(button || undefined);
  }

  // Without a connection the page stays as it is, with what was typed; a page of the browser's would take it away.
  function stay(form, words) {
    form.removeAttribute('aria-busy');
    let message = document.querySelector('.message[data-unreached]');
    if (!message) {
      message = document.createElement('p');
      message.className = 'message';
      message.dataset.kind = 'problem';
      message.dataset.unreached = '';
      message.setAttribute('role', 'alert');
    }
    message.textContent = words;
    form.before(message);
  }

  function failed(error, form, button) {
    const words = way_out()?.dataset.unreached;
    if (words && error instanceof Unreached) return stay(form, words);
    submit_plainly(form, button);
  }

  // A server function names the next page in a header when it is not asked for HTML; a handler redirects.
  async function go_on_in_place(form, button) {
    const reply = await post(form, button, 'application/json');
    const next = reply.headers.get('location');
    if (!reply.ok || !(next || reply.redirected)) throw new Error('no next page');
    location.replace(next ? new URL(next, location.href).href : reply.url);
  }

  function focus_in(part, id) {
    const said = part.querySelector('[data-feedback]');
    const control = id && document.getElementById(id);
    if (said) return said.focus();
    if (!control) return part.querySelector('button, input, select, a')?.focus();
    if (!control.disabled) return control.focus();
    control.closest('li, form')?.querySelector('button:not(:disabled)')?.focus();
  }

  async function answer_in_place(form, button) {
    const part = form.closest('[data-part]');
    const reply = await post(form, button, 'text/html');
    const readable = reply.status === 200 || reply.status === 422;
    if (!part || !part.id || !readable || reply.redirected) throw new Error('no answer to show');
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const fresh = page.getElementById(part.id);
    if (!fresh) throw new Error('no such part in the answer');
    part.replaceWith(document.adoptNode(fresh));
    focus_in(fresh, button && button.id);
  }

  addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.getAttribute('aria-busy') === 'true') return event.preventDefault();
    form.setAttribute('aria-busy', 'true');
    if (native.has(form)) return native.delete(form);
    const instead = form.matches('[data-check]') ? answer_in_place : form.matches('[data-replace]') && go_on_in_place;
    // An answer that is a download leaves this page standing: let the form be used again.
    if (!instead) return void setTimeout(() => form.removeAttribute('aria-busy'), 8000);
    event.preventDefault();
    instead(form, event.submitter).catch((error) => failed(error, form, event.submitter));
  });

  // -- Arriving, and coming back --------------------------------------------------------------------------------

  // A page out of the browser's memory may belong to somebody who has left: ask the server again, covered or not.
  addEventListener('pageshow', (event) => {
    if (event.persisted) return location.reload();
    root.removeAttribute('data-leaving');
    document.querySelector('.leave-cover')?.remove();
    start_over(false);
    for (const form of document.querySelectorAll('form[aria-busy]')) form.removeAttribute('aria-busy');
  });

  if (way_out()) {
    status = document.createElement('div');
    status.className = 'leave-status visually-hidden';
    status.setAttribute('role', 'status');
    document.body.append(status);
  }
})();
