"use strict";

const RETRY_MS = 2000;
/* The server beats every ten seconds. */
const SILENCE_MS = 25000;
const TIMELINE_LENGTH = 200;
const ORDERS_LENGTH = 100;

const STATE_KINDS = { healthy: "good", degraded: "warn", forming: "warn", critical: "bad" };
const EVENT_KINDS = {
	formed: "good", joined: "good", healthy: "good",
	graceful: "warn", degraded: "warn", forming: "warn",
	crashed: "bad", unreachable: "bad", critical: "bad",
	lost: "bad", "quorum-lost": "bad", "quorum-restored": "good"
};

const find = (id) => document.getElementById(id);
const lower = (keyword) => keyword.toLowerCase().replaceAll("_", "-");

/* Everything that is shown goes through here, as text and never as markup. */
function element(name, attributes, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		made.setAttribute(key, value);
	}
	made.append(...children);
	return made;
}

function time(instant) {
	const at = new Date(instant);
	return element("time", { datetime: instant, title: at.toLocaleString() },
		at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }));
}

function row(...cells) {
	return element("tr", {}, ...cells.map((cell) => (cell.localName === "td") ? cell : element("td", {}, cell)));
}

function fill(id, rows) {
	const table = find(id);
	table.tBodies[0].replaceChildren(...rows);
	table.hidden = rows.length === 0;
	table.parentElement.querySelector(".empty").hidden = rows.length !== 0;
}

function pill(id, text, kind) {
	const target = find(id);
	if (target.textContent !== text) {
		target.textContent = text;
	}
	target.dataset.kind = kind;
}

/* --- The cluster --- */

function memberRow(member) {
	const name = element("td", {}, member.name);
	if (member.local) {
		name.append(element("span", { class: "tag", "data-kind": "good" }, "this node"));
	}
	if (member.oldest) {
		name.append(element("span", { class: "tag" }, "oldest"));
	}
	return row(name, element("td", { class: "code" }, member.address),
		element("td", { class: "code", title: member.id }, member.id.slice(0, 8)));
}

function refusedRow(peer) {
	return row(time(peer.lastSeen), element("td", { class: "code" }, peer.address),
		element("td", {}, element("strong", {}, lower(peer.reason)), " ", peer.detail),
		element("td", { class: "number" }, String(peer.count)));
}

function decision(made) {
	return element("div", {},
		element("dt", {}, made.subject, " ", element("strong", {}, made.choice)), element("dd", {}, made.reason));
}

function showCluster(cluster) {
	const state = lower(cluster.state);
	document.title = `${cluster.name}: ${state}, ${cluster.members.length}`;
	find("name").textContent = cluster.name;
	find("here").textContent = cluster.localMember.name;
	pill("state", state, STATE_KINDS[state]);
	find("size").textContent = cluster.members.length;
	find("quorum").textContent = `${cluster.quorum.present ? "present" : "missing"}, needs ${cluster.quorum.required}`;
	find("formed").textContent = (cluster.formedInMs === null) ? "not yet" : `${cluster.formedInMs} ms`;
	find("mode").textContent = lower(cluster.mode);
	find("strategy").textContent = cluster.strategies.join(", ") || "none";
	find("scope").textContent = lower(cluster.scope);
	fill("members", cluster.members.map(memberRow));
	find("decisions").replaceChildren(...cluster.decisions.map(decision));
	fill("departures", cluster.departures.toReversed().map((gone) => row(time(gone.at), gone.name, lower(gone.kind))));
	fill("refused", cluster.refusedPeers.toReversed().map(refusedRow));
}

/* --- The timeline, newest first; ids make a repetition harmless --- */

const seen = new Set();

function addToTimeline(entry) {
	if (seen.has(entry.id)) {
		return;
	}
	seen.add(entry.id);
	const timeline = find("timeline");
	timeline.prepend(element("li", { class: "fresh", "data-event": entry.kind },
		time(entry.at),
		element("span", { class: "dot", "data-kind": EVENT_KINDS[entry.kind] ?? "plain", "aria-hidden": "true" }),
		element("span", {}, entry.text)));
	while (timeline.childElementCount > TIMELINE_LENGTH) {
		timeline.lastElementChild.remove();
	}
}

/* --- The orders --- */

const orders = new Map();

function showOrders() {
	const newest = [...orders.values()].sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt)).slice(0, ORDERS_LENGTH);
	orders.clear();
	newest.forEach((order) => orders.set(order.id, order));
	fill("orders", newest.map((order) => row(time(order.placedAt), order.item,
		element("td", { class: "number" }, String(order.quantity)), order.placedOn)));
}

function addOrder(order) {
	orders.set(order.id, order);
	showOrders();
}

async function loadOrders() {
	const response = await fetch("orders", { cache: "no-store" });
	if (response.ok) {
		(await response.json()).forEach((order) => orders.set(order.id, order));
		showOrders();
	}
}

/* The key outlives a failed attempt, so that trying again cannot order twice. */
let pending = null;

function attempt(item, quantity) {
	const body = JSON.stringify({ item, quantity });
	if (pending === null || pending.body !== body) {
		const random = crypto.getRandomValues(new Uint8Array(16));
		pending = { body, key: Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("") };
	}
	return fetch("orders", {
		method: "POST", body,
		headers: { "Content-Type": "application/json", "Idempotency-Key": pending.key }
	});
}

function markInvalid(errors) {
	["item", "quantity"].forEach((field) => find(field).setAttribute("aria-invalid", String(field in errors)));
}

async function explain(response) {
	const problem = await response.json();
	const errors = problem.errors ?? {};
	markInvalid(errors);
	const details = Object.entries(errors).map(([field, message]) => `${field} ${message}`);
	return details.join("; ") || problem.detail || "The order was refused.";
}

async function placeOrder(event) {
	event.preventDefault();
	const button = event.target.querySelector("button");
	const quantity = find("quantity").valueAsNumber;
	button.disabled = true;
	try {
		const response = await attempt(find("item").value, Number.isNaN(quantity) ? null : quantity);
		if (response.ok) {
			const order = await response.json();
			pending = null;
			markInvalid({});
			pill("order-result", `Ordered ${order.quantity} × ${order.item}.`, "good");
			find("item").value = "";
			find("item").focus();
			addOrder(order);
		}
		else {
			pill("order-result", await explain(response), "bad");
		}
	}
	catch {
		pill("order-result", "This node does not answer. Trying again is safe.", "bad");
	}
	finally {
		button.disabled = false;
	}
}

/* --- The connection --- */

let source = null;
let watchdog = 0;

function connection(text, kind) {
	pill("connection", text, kind);
	document.body.classList.toggle("disconnected", kind === "bad");
}

function connect() {
	source?.close();
	source = new EventSource("events");
	source.onopen = () => {
		alive();
		loadOrders().catch(() => {});
		/* What is replayed to a new page is not read out, only what happens from now on. */
		setTimeout(() => find("timeline").setAttribute("aria-live", "polite"), 1000);
	};
	source.onerror = lost;
	listen("cluster", showCluster);
	listen("timeline", addToTimeline);
	listen("order", addOrder);
	listen("beat", () => {});
	reconnectIn(SILENCE_MS);
}

function listen(event, handle) {
	source.addEventListener(event, (message) => {
		alive();
		handle(JSON.parse(message.data));
	});
}

function alive() {
	connection("Live", "good");
	reconnectIn(SILENCE_MS);
}

function lost() {
	connection("Disconnected", "bad");
	/* The browser comes back by itself, except from an answer that is an error. */
	if (source.readyState === EventSource.CLOSED) {
		reconnectIn(RETRY_MS);
	}
}

function reconnectIn(delay) {
	clearTimeout(watchdog);
	watchdog = setTimeout(() => {
		connection("Disconnected", "bad");
		connect();
	}, delay);
}

find("order").addEventListener("submit", placeOrder);
connect();
