// Keeps a page of the preview on what its files say, and its panes together. Without it the page
// shows the same and links lead to the same places; a reload refreshes it.
(function () {
  'use strict';

  const page = document.getElementById('page');
  const state = document.getElementById('state');
  const following = state.innerHTML;
  const panes = document.getElementById('panes');
  const whole = !panes;
  let known = JSON.parse(page.dataset.known);
  let step = Number(page.dataset.step);
  let turn = 0;

  const frame = (name) => panes.querySelector(`iframe[name="${name}"]`);

  // -- Following the files -------------------------------------------------------------------------

  const events = new EventSource(page.dataset.events);
  events.addEventListener('message', ({ data }) => {
    tell(false);
    const now = JSON.parse(data);
    const changed = Object.keys(now).filter((text) => now[text] !== known[text]);
    known = now;
    if (changed.length === 0) return;
    if (whole) return location.reload();
    for (const pane of panes.querySelectorAll('iframe')) {
      if (pane.dataset.follows.split(' ').some((text) => changed.includes(text))) reload(pane);
    }
    refresh();
  });
  events.addEventListener('error', () => tell(true));
  addEventListener('pagehide', () => events.close());
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

  function tell(lost) {
    if (state.hasAttribute('data-is-lost') === lost) return;
    state.toggleAttribute('data-is-lost', lost);
    if (lost) state.textContent = state.dataset.lost;
    else state.innerHTML = following;
  }

  // The same page again, at the words that were at its top: marks of what wants mending come and go
  // above them, below the bar that stays.
  function reload(pane) {
    const view = pane.contentWindow;
    const [x, y] = [view.scrollX, view.scrollY];
    const marked = () => {
      const marks = [...view.document.querySelectorAll('.preview-mark')];
      const above = marks.filter((mark) => mark.getBoundingClientRect().top + view.scrollY < y + 80);
      return above.reduce((sum, mark) => sum + mark.offsetHeight + 16, 0);
    };
    const before = marked();
    pane.addEventListener('load', () => {
      view.scrollTo(x, y && Math.max(0, y + marked() - before));
    }, { once: true });
    view.location.reload();
  }

  // What stands around the panes: title, problems, steps.
  async function refresh() {
    turn += 1;
    const mine = turn;
    const reply = await fetch(location.href, { headers: { accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await reply.text(), 'text/html');
    if (mine !== turn) return;
    if (!fresh.getElementById('panes')) return location.reload();
    const focused = page.contains(document.activeElement) && document.activeElement.getAttribute('href');
    const closed = document.querySelector('#said details:not([open])');
    for (const id of ['about', 'said', 'steps']) {
      document.getElementById(id).replaceWith(document.adoptNode(fresh.getElementById(id)));
    }
    if (closed) document.querySelector('#said details')?.removeAttribute('open');
    if (focused) page.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    document.title = fresh.title;
    const last = document.querySelectorAll('#steps [data-step]').length;
    show(Math.min(step, last), null);
  }

  if (whole) return;

  // -- A step, its segment, and the pane that is looked at --------------------------------------------------

  function step_in(pane) {
    const { pathname } = pane.contentWindow.location;
    const { stem } = pane.dataset;
    return stem && pathname.startsWith(stem) ? Number(pathname.slice(stem.length)) : 0;
  }

  function remember(name, value) {
    const address = new URL(location.href);
    address.searchParams.set(name, value);
    history.replaceState(null, '', address);
  }

  // `from` is the pane that is there already.
  function show(number, from) {
    const moved = number !== step;
    step = number;
    for (const link of document.querySelectorAll('#steps [data-step]')) {
      if (Number(link.dataset.step) === step) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
    }
    if (moved) remember('step', step);
    for (const name of ['student', 'projector']) {
      const pane = frame(name);
      const { stem, query } = pane.dataset;
      if (name !== from && step_in(pane) !== step) pane.contentWindow.location.replace(stem + step + (query || ''));
    }
    const link = document.querySelector('#steps [aria-current]');
    mark(link && link.dataset.anchor, moved);
  }

  // The guide's script for the step: a line beside it, and where it is wanted, to the top.
  function mark(anchor, scroll) {
    const { document: guide } = frame('guide').contentWindow;
    guide.querySelector('[data-preview-now]')?.removeAttribute('data-preview-now');
    const segment = anchor && guide.getElementById(anchor);
    if (!segment) return;
    segment.setAttribute('data-preview-now', '');
    if (scroll) scroll_to(anchor);
  }

  // Not scrollIntoView, which would move the page around the pane, too.
  function scroll_to(anchor) {
    const view = frame('guide').contentWindow;
    const part = view.document.getElementById(anchor);
    if (part) view.scrollTo({ top: view.scrollY + part.getBoundingClientRect().top - 16 });
  }

  function choose(name) {
    panes.dataset.show = name;
    remember('show', name);
    for (const link of document.querySelectorAll('.preview-choice a')) {
      if (link.dataset.pane === name) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[data-step], a[data-pane], a[data-anchor]');
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const to = new URL(link.href);
    const here = new URL(location.href);
    if (to.pathname !== here.pathname || to.searchParams.get('lang') !== here.searchParams.get('lang')) return;
    event.preventDefault();
    if (link.dataset.pane) choose(link.dataset.pane);
    if (link.dataset.step) show(Number(link.dataset.step), null);
    if (link.dataset.anchor) scroll_to(link.dataset.anchor);
  });

  for (const name of ['student', 'projector']) {
    const pane = frame(name);
    pane.addEventListener('load', () => {
      const there = step_in(pane);
      if (there && there !== step) show(there, name);
    });
  }
  frame('guide').addEventListener('load', () => show(step, null));

  // A frame that begins at its segment moves the page around it, too: that begins at its top.
  addEventListener('load', () => scrollTo(0, 0), { once: true });
})();
