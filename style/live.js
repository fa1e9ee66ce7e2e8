// Keeps a page in step with its live class: a student's page goes where the class is, a teacher's page and the
// projector bring their parts up to date, clocks run, and a presenter's remote works. Every page works without
// this file, by its links and by being loaded again. Only a teacher's notes are kept, on the teacher's device.
(function () {
  'use strict';

  const page = document.querySelector('[data-live]');

  // -- What changes: an event names a number, and the page asks again by itself ------------------------------

  const SILENT_MS = 25000;
  const POLL_MS = 5000;
  const FAILURES = 3;
  const PATIENCE_MS = 8000;
  // A screen further leaves a few lines of what was there before.
  const SCREEN = 0.75;
  let stream;
  let watchdog;
  let polling;
  let failures = 0;
  let asking = false;
  let again = false;
  // What a form of this page's own has changed is shown at once; what came meanwhile waits until a press is over.
  let own = '';
  let put_off = false;

  // A request that hangs would hold up every later one.
  const get = (address, accept) =>
    fetch(address, { headers: { accept }, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) });

  async function seat() {
    const reply = await get(page.dataset.seat, 'application/json');
    if (reply.status >= 500) throw new Error('no answer');
    // Closed, but nobody leads: what is begun here may be finished.
    if (reply.status === 409 && page.hasAttribute('data-stays')) return disconnect();
    if (!reply.ok || reply.redirected) return location.reload();
    const { at, paused } = await reply.json();
    if (at !== location.pathname) return location.replace(at);
    if (page.hasAttribute('data-held')) return paused || location.replace(at);
    page.hidden = !paused;
    for (const part of document.querySelectorAll('main > :not([data-live]), .foot')) part.inert = paused;
  }

  // Typing, an open list and a pressed button are left alone until they are done with.
  function busy(part) {
    const focus = document.activeElement;
    return part.querySelector(':active') || (part.contains(focus) && focus.matches('input, select, textarea'));
  }

  const FIELDS = 'input:not([type=hidden]), select, textarea';
  const CONTROLS = `a[href], button, summary, ${FIELDS}`;
  const is_changed = (field) =>
    field.matches('select') ? [...field.options].some((option) => option.selected !== option.defaultSelected) : field.value !== field.defaultValue;

  // One form from another: what it does, and to what.
  const name_of = (form) => [form.getAttribute('action'), ...[...form.querySelectorAll('[type=hidden]')].map((field) => field.value)].join(' ');

  function keep_typed(part, next, sent) {
    const twins = new Map([...next.querySelectorAll('form')].map((form) => [name_of(form), form]));
    for (const form of part.querySelectorAll('form')) {
      const twin = name_of(form) !== sent && twins.get(name_of(form));
      if (!twin) continue;
      const fields = twin.querySelectorAll(FIELDS);
      for (const [at, field] of [...form.querySelectorAll(FIELDS)].entries())
        if (fields[at] && is_changed(field)) fields[at].value = field.value;
    }
  }

  // What was typed and not sent stays, and so does the place of whoever goes by keyboard.
  function swap(part, fresh, sent) {
    const open = [...part.querySelectorAll('details[open][id]')].map((details) => details.id);
    const next = document.adoptNode(fresh);
    keep_typed(part, next, sent);
    const focus = part.contains(document.activeElement) ? document.activeElement : undefined;
    const controls = [...part.querySelectorAll(CONTROLS)];
    const at = controls.indexOf(focus);
    // The first, the second or the third that is called so.
    const called = (all) => all.filter((control) => focus && control.textContent === focus.textContent);
    const turn = called(controls).indexOf(focus);
    part.replaceWith(next);
    for (const id of open) next.querySelector(`#${CSS.escape(id)}`)?.setAttribute('open', '');
    if (at >= 0) {
      const all = [...next.querySelectorAll(CONTROLS)];
      const same = (focus.dataset.key && next.querySelector(`[data-key="${focus.dataset.key}"]`)) || called(all)[turn];
      // Never into a field: whoever is in one is thought to type.
      const near = all.slice(at).find((control) => !control.matches(FIELDS));
      (same || near)?.focus({ preventScroll: true });
    }
    if (next.matches('.stage')) {
      fit();
      if (next.dataset.down !== part.dataset.down || next.dataset.step !== part.dataset.step) down(next);
    }
    // Another step's script is read from its beginning.
    if (next.id === 'console-script' && next.textContent !== part.textContent) scrollTo({ top: 0 });
    for (const clock of next.querySelectorAll('[data-elapsed]')) begin(clock);
    if (next.matches('[data-elapsed]')) begin(next);
  }

  // A step that is longer than the projector's screen is gone through by the console.
  function down(stage) {
    scrollTo({ top: Number(stage.dataset.down) * SCREEN * innerHeight });
  }

  // What is a little too long for the projector is set smaller; what is much too long is read in parts, and says so.
  function fit() {
    const fits = () => document.documentElement.scrollHeight <= innerHeight;
    const set = (level) => (document.body.dataset.fit = level);
    if (!['0', '1', '2'].some((level) => set(level) && fits())) set('1');
    more();
  }

  function more() {
    const below = document.documentElement.scrollHeight - innerHeight - scrollY;
    document.querySelector('.stage').toggleAttribute('data-more', below > 8);
  }

  async function parts() {
    const sent = own;
    own = '';
    const reply = await get(location.href, 'text/html');
    if (reply.status >= 500) throw new Error('no answer');
    if (!reply.ok || reply.redirected) return location.reload();
    const fresh = new DOMParser().parseFromString(await reply.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-fresh][id]')) {
      const next = fresh.getElementById(part.id);
      if (!next || next.outerHTML === part.outerHTML) continue;
      if (sent || !busy(part)) swap(part, next, sent);
      else put_off = true;
    }
  }

  // A part of the page that asks by itself is only told.
  function tell() {
    dispatchEvent(new Event('live-change'));
  }

  function unreached(is_so) {
    page.querySelector('[data-unreached]')?.toggleAttribute('hidden', !is_so);
  }

  async function ask() {
    if (asking) return void (again = true);
    asking = true;
    try {
      await (page.dataset.seat ? seat() : page.hasAttribute('data-told') ? tell() : parts());
      failures = 0;
      unreached(false);
    } catch {
      failures += 1;
    }
    asking = false;
    if (again) {
      again = false;
      ask();
    }
  }

  function heard() {
    clearTimeout(watchdog);
    watchdog = setTimeout(connect, SILENT_MS);
  }

  function connect() {
    stream?.close();
    stream = new EventSource(page.dataset.live);
    stream.addEventListener('version', ({ data }) => {
      stop_polling();
      failures = 0;
      heard();
      // A page that was made from this very revision has nothing to ask; it is made once and asks ever after.
      const known = page.dataset.revision === data;
      delete page.dataset.revision;
      if (!known) ask();
    });
    stream.addEventListener('ping', heard);
    stream.addEventListener('error', () => {
      failures += 1;
      if (failures >= FAILURES && !polling) polling = setInterval(ask, POLL_MS);
      // A browser gives a stream up for good when the answer is not one; the page asks why.
      if (stream.readyState === EventSource.CLOSED) ask();
    });
    heard();
  }

  function stop_polling() {
    clearInterval(polling);
    polling = undefined;
  }

  function disconnect() {
    clearTimeout(watchdog);
    stop_polling();
    stream?.close();
  }

  // -- A student's first page, before anything is open: it looks now and then, and not for ever ----------------------

  const LOOK_MS = 10000;
  const LOOKS = 120;
  let looks = 0;

  async function look() {
    if (document.visibilityState !== 'visible') return;
    looks += 1;
    if (looks >= LOOKS) clearInterval(looking);
    const reply = await get(location.href, 'text/html').catch(() => undefined);
    if (!reply?.ok || (await reply.text()).includes('data-wait')) return;
    location.reload();
  }

  const looking = document.querySelector('[data-wait]') ? setInterval(look, LOOK_MS) : undefined;

  // -- Clocks: how long the class has been at this step --------------------------------------------------------

  const began = new WeakMap();

  function begin(clock) {
    began.set(clock, performance.now() - 1000 * clock.dataset.elapsed);
  }

  function tick() {
    for (const clock of document.querySelectorAll('[data-elapsed]')) {
      const seconds = Math.floor((performance.now() - began.get(clock)) / 1000);
      const bar = clock.querySelector('progress');
      const words = clock.querySelector('[data-clock]');
      if (bar) bar.value = Math.min(seconds, clock.dataset.of);
      if (words) words.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      clock.toggleAttribute('data-over', seconds > clock.dataset.of);
    }
  }

  // -- A presenter's remote, and forms that do one thing and leave the page standing ---------------------------

  // The projector's window has no buttons: it goes through its own page, and hands on to the console what goes further.
  const of = page?.dataset.live.split('/').slice(-3, -1).join(' ');
  const remote = of && 'BroadcastChannel' in window ? new BroadcastChannel(`groundwork ${of}`) : undefined;
  const stage = document.querySelector('[data-down]');

  function hand_on(key) {
    const [from, to] = [scrollY, document.documentElement.scrollHeight - innerHeight];
    if (key === 'next' && from < to - 4) return scrollBy({ top: SCREEN * innerHeight });
    if (key === 'prev' && from > 4) return scrollBy({ top: -SCREEN * innerHeight });
    remote?.postMessage(key);
  }

  remote?.addEventListener('message', ({ data }) => {
    if (!stage && KEYS_OF.has(data)) document.querySelector(`[data-key="${data}"]`)?.click();
  });

  const KEYS = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'prev', PageUp: 'prev', b: 'dark', B: 'dark', '.': 'dark' };
  const KEYS_OF = new Set(Object.values(KEYS));

  addEventListener('keydown', (event) => {
    const key = KEYS[event.key];
    const typing = event.target instanceof Element && event.target.matches('input, select, textarea, [tabindex="0"]');
    if (!key || typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const button = document.querySelector(`[data-key="${key}"]`);
    if (!button && !stage) return;
    event.preventDefault();
    if (button) button.click();
    else hand_on(key);
  });

  // Before leave.js, which would wait for another page.
  addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-act]') || !page) return;
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const name = name_of(form);
    fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' }, credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) })
      .then((reply) => {
        // The server says why in a page of its own.
        if (!reply.ok) return form.submit();
        for (const problem of document.querySelectorAll('.message[data-kind="problem"]')) problem.hidden = true;
        own = name;
        ask();
      }, () => unreached(true))
      .finally(() => form.removeAttribute('aria-busy'));
  }, true);

  function catch_up() {
    if (!put_off) return;
    put_off = false;
    setTimeout(ask, 100);
  }

  addEventListener('pointerup', catch_up);
  addEventListener('focusout', catch_up);

  // -- Notes to self -------------------------------------------------------------------------------------------

  for (const notes of document.querySelectorAll('textarea[data-keep]')) {
    notes.value = localStorage.getItem(notes.dataset.keep) || '';
    notes.addEventListener('input', () => localStorage.setItem(notes.dataset.keep, notes.value));
  }

  for (const clock of document.querySelectorAll('[data-elapsed]')) begin(clock);
  if (stage) {
    fit();
    if (stage.dataset.down !== '0') down(stage);
    document.fonts.ready.then(fit);
    addEventListener('resize', fit);
    addEventListener('scroll', more, { passive: true });
  }
  setInterval(tick, 1000);
  if (page) {
    addEventListener('pagehide', disconnect);
    addEventListener('pageshow', (event) => event.persisted && connect());
    connect();
  }
})();
