// Loads the wasm of the islands on this page and wakes each of them, outermost first.
// The page names both files, with their hashes, on the script's own element.
const script = document.querySelector('script[data-wasm]');
const children = [];

async function wake(node, wasm) {
  const tag = node.tagName.toLowerCase();
  if (tag === 'leptos-island') {
    children.at(-1)?.();
    await wasm[node.dataset.component]?.(node);
  }
  if (tag === 'leptos-children') children.push(node.$$on_hydrate);
  for (const child of node.children) await wake(child, wasm);
  if (tag === 'leptos-children') children.pop();
}

// Leptos looks for these before it finds out that the page brings no resources.
Object.assign(globalThis, {
  __RESOLVED_RESOURCES: [], __SERIALIZED_ERRORS: [], __PENDING_RESOURCES: [],
  __RESOURCE_RESOLVERS: [], __INCOMPLETE_CHUNKS: [],
});

const wasm = await import(script.dataset.js);
await wasm.default({ module_or_path: script.dataset.wasm });
wasm.hydrate();
await wake(document.body, wasm);
document.documentElement.dataset.awake = '';
