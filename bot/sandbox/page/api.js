// Talks with the sandbox's server. Every failure becomes an ApiError whose message can be shown.

export class ApiError extends Error {}

let me = "";
export const setPerson = (id) => {
  me = id;
};

const LOST = "The sandbox does not answer. See whether `siteloop demo` is still running, then try again.";

async function ask(path, options) {
  const response = await fetch(path, options).catch(() => {
    throw new ApiError(LOST);
  });
  const answer = await response.json().catch(() => ({ ok: false, detail: `The sandbox answered ${response.status}. Its console says why.` }));
  if (!answer.ok) throw new ApiError(answer.detail || `The sandbox refused: ${answer.error}.`);
  return answer;
}

/** GET as the present person. */
export function read(path, query = {}) {
  const given = Object.entries({ as: me, ...query }).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return ask(`${path}?${new URLSearchParams(given)}`);
}

/** POST JSON as the present person. */
export const act = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ as: me, ...body }) });

/** POST files; `where` may hold channel, thread and comment. */
export function upload(files, where = {}) {
  const form = new FormData();
  form.set("as", me);
  for (const [name, value] of Object.entries(where)) if (value) form.set(name, value);
  for (const file of files) form.append("file", file);
  return ask("/ui/upload", { method: "POST", body: form });
}

export const fileAddress = (file) => `${file.url}?as=${encodeURIComponent(me)}`;
export const streamAddress = (after) => `/ui/stream?as=${encodeURIComponent(me)}&after=${after}`;
