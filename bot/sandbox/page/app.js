// Starts the page, follows the address and the stream, and tells each part what changed.
import { act, read, setPerson } from "./api.js";
import { channelAddress, HOME, parseAddress } from "./address.js";
import { Channel } from "./channel.js";
import { drawClock, keepTime } from "./clock.js";
import { byId } from "./dom.js";
import { setUpDrawer } from "./drawer.js";
import { icon, mark } from "./icons.js";
import { Modal } from "./modal.js";
import { announce, attempt, toast } from "./notices.js";
import { drawPerson } from "./person.js";
import { drawSidebar } from "./sidebar.js";
import { channelTitle, dmWith, on, people, store, takeChannel, takeState, userName } from "./store.js";
import { follow } from "./stream.js";
import { Thread } from "./thread.js";
import { countUnread } from "./unread.js";

const modal = new Modal();
const pane = new Channel(byId("main"));
const thread = new Thread(byId("thread"));
const drawer = setUpDrawer();

let loads = 0;

/** Loads what this person sees and draws all of it; of two loads at once the later one counts, whichever answer comes first. */
async function become(user) {
  const load = ++loads;
  setPerson(user.id);
  const state = await attempt(() => read("/ui/state"));
  if (!state || load !== loads) return;
  takeState(state);
  localStorage.setItem("siteloop-person", user.name);
  history.replaceState(null, "", `?as=${user.name}${location.hash}`);
  drawPerson(byId("who"), choose);
  drawClock(byId("clock"));
  modal.show(store.views);
  pane.channel = null;
  thread.close();
  follow(state.last_event);
  await go();
}

async function choose(user) {
  await become(user);
  announce(`You are now ${userName(user.id)}.`);
}

/** Shows what the address names; what this person cannot see becomes their first channel. */
async function go() {
  const here = parseAddress(location.hash);
  if (here.user && here.user.id !== store.me.id && !here.channel) return openDirect(here.user);
  if (!here.home && !here.channel) return location.replace(firstAddress());
  document.body.classList.toggle("with-thread", Boolean(here.thread));
  const left = thread.timeline?.place.thread;
  if (!here.thread) thread.close();
  drawSidebar(byId("sidebar"), here);
  if (here.home) await pane.openHome(dmWith(store.app.user));
  else if (pane.channel?.id !== here.channel.id) await pane.open(here.channel);
  if (here.thread) thread.open(here.channel, here.thread);
  else if (left) (byId("main").querySelector(`article[data-ts="${left}"]`) ?? byId("main")).focus();
  entitle();
  return undefined;
}

/** Their first channel; who is in none has the app's home. */
function firstAddress() {
  const rooms = [...store.channels.values()];
  const first = rooms.find(({ kind }) => kind !== "dm") ?? rooms[0];
  return first ? channelAddress(first) : HOME;
}

async function openDirect(user) {
  const answer = await attempt(() => act("/ui/dm", { user: user.id }));
  if (!answer) return;
  takeChannel(answer.channel);
  await go();
}

function entitle() {
  const waiting = [...store.channels.values()].reduce((sum, { mentions }) => sum + mentions, 0);
  const place = pane.channel ? channelTitle(pane.channel) : store.app.name;
  document.title = `${waiting ? `(${waiting}) ` : ""}${place} · ${store.workspace.name}`;
}

const timelines = () => [pane.timeline, thread.timeline].filter(Boolean);

function takeMessage(change) {
  if (change.type === "message") countUnread(change);
  for (const timeline of timelines()) if (timeline.place.channel.id === change.channel) timeline.take(change);
  if (["message", "ephemeral"].includes(change.type)) tell(change);
}

/** Says a new message aloud: in full where one is, else only that it came. */
function tell({ channel, thread: root, message }) {
  if (message.user === store.me.id) return;
  const seen = timelines().some(({ place }) => place.channel.id === channel && (!place.thread || place.thread === root));
  const text = message.plain || message.text;
  if (seen) announce(`${userName(message.user)}: ${text}`);
  else if (text.includes(store.me.name) || store.channels.get(channel)?.kind === "dm") announce(`New message from ${userName(message.user)}.`);
}

const TAKE = {
  message: takeMessage, message_changed: takeMessage, message_deleted: takeMessage, ephemeral: takeMessage, reaction: takeMessage,
  views: ({ views }) => modal.show(views),
  view_errors: ({ view_id: id, errors }) => modal.showErrors(id, errors),
  home: ({ view }) => pane.home?.show(view),
  channel: ({ channel }) => takeChannel(channel),
  clock: ({ clock }) => {
    store.clock = clock;
    drawClock(byId("clock"));
    for (const timeline of timelines()) timeline.renameDays();
  },
  notice: ({ text }) => toast(text, "note"),
  reset: () => become(store.me),
};

/** Follows links inside the page that skip rather than navigate. */
function skip(click) {
  const where = click.target.closest?.("[data-skip]")?.dataset.skip;
  if (!where) return;
  click.preventDefault();
  if (where === "composer") pane.focus();
  else (byId("main").querySelector("article[tabindex='0']") ?? byId("main")).focus();
}

function leaveThread(key) {
  if (key.key !== "Escape" || document.querySelector(":popover-open, dialog[open]")) return;
  location.hash = channelAddress(thread.timeline.place.channel);
}

async function start() {
  byId("brand-mark").append(mark());
  byId("drawer-button").append(icon("menu"));
  document.addEventListener("click", skip);
  byId("thread").addEventListener("keydown", leaveThread);
  keepTime(byId("clock"));
  document.addEventListener("visibilitychange", () => pane.timeline?.markRead());
  addEventListener("hashchange", async () => {
    drawer.close();
    await go();
    if (!document.body.classList.contains("with-thread") && document.activeElement === document.body) pane.focus();
  });
  on("stream", (change) => TAKE[change.type]?.(change));
  on("channels", () => {
    drawSidebar(byId("sidebar"), parseAddress(location.hash));
    entitle();
  });
  const answer = await attempt(() => read("/ui/people"));
  if (!answer) return;
  for (const user of answer.users) store.users.set(user.id, user);
  await become(firstPerson());
}

/** Who the address or the last visit names; else the one who runs the site; else the first. */
function firstPerson() {
  const named = new URLSearchParams(location.search).get("as") ?? localStorage.getItem("siteloop-person");
  return people().find(({ name, id }) => [name, id].includes(named)) ?? people().find(({ title }) => /superintendent/i.test(title)) ?? people()[0];
}

await start();
