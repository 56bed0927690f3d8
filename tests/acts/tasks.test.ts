import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../database";
import { buildWorld, type World } from "../world";

let w: World;
const acts = async () => ({
  ...(await import("@/domain/tasks/add")),
  ...(await import("@/domain/tasks/change")),
  ...(await import("@/domain/tasks/checklists")),
  ...(await import("@/domain/tasks/queries")),
  ...(await import("@/domain/tickets/reply")),
  ...(await import("@/domain/tickets/note")),
  ...(await import("@/domain/tickets/update")),
  ...(await import("@/domain/tickets/queries")),
  ...(await import("@/domain/events/history")),
});

beforeAll(async () => {
  await testDatabase();
  w = await buildWorld();
});

const eventsOf = async (id: string) => (await (await acts()).listHistory(id, true)).slice(2);
const typesOf = async (id: string) => (await eventsOf(id)).map((event) => event.type);
const withTask = async (text = "Call back", required = true) => {
  const ticket = await w.aTicket({ state: "open" });
  const { taskId } = await (await acts()).addTask(w.agents.support, ticket.id, { text, required });
  return { ticket, taskId };
};

describe("closing", () => {
  test("a ticket with a required task open is closed through no door, and the refusal names the task", async () => {
    const { updateTicket, replyToTicket, addNote, getTicketPage } = await acts();
    const { ticket } = await withTask("Return the router");
    const doors = [
      () => updateTicket(w.agents.support, ticket.id, { state: "closed" }),
      () => updateTicket(w.admin, ticket.id, { state: "closed without solution" }),
      () => replyToTicket(w.agents.support, ticket.id, { text: "Done.", state: "closed" }),
      () => addNote(w.agents.support, ticket.id, { text: "Done.", state: "closed" }),
    ];
    for (const close of doors)
      await expect(close()).rejects.toMatchObject({
        code: "conflict",
        key: "tasksOpen",
        message: expect.stringContaining("Return the router"),
      });
    const page = await getTicketPage(w.agents.support, ticket.number);
    expect(page).toMatchObject({ stateType: "open", taskCount: 1 });
    expect(page.messages).toHaveLength(1);
  });

  test("once the required task is done it closes, whatever else is open", async () => {
    const { addTask, tickTask, updateTicket, getTicketPage } = await acts();
    const { ticket, taskId } = await withTask();
    await addTask(w.agents.support, ticket.id, { text: "Nice to have" });
    await tickTask(w.agents.support, taskId, true);
    await updateTicket(w.agents.support, ticket.id, { state: "closed" });
    expect((await getTicketPage(w.agents.support, ticket.number)).stateType).toBe("closed");
  });

  test("a machine that is to close it leaves it open and says why", async () => {
    const { replyToTicket, getTicketPage } = await acts();
    const { ticket } = await withTask("Sign the form");
    await replyToTicket(w.agents.support, ticket.id, { text: "Sign it, please.", state: "pending close" });
    const { system } = await import("@/domain/access/actor");
    const { wakeTicket } = await import("@/domain/tickets/wake");
    const { db } = await import("@/db");
    const { tickets } = await import("@/db/schema");
    await db
      .update(tickets)
      .set({ pendingUntil: new Date(Date.now() - 1000) })
      .where(eq(tickets.id, ticket.id));
    await wakeTicket(system("pending"), ticket.id);
    expect(await getTicketPage(w.agents.support, ticket.number)).toMatchObject({ stateType: "open", pendingUntil: null });
    const kept = (await eventsOf(ticket.id)).find((event) => event.type === "ticket.keptOpen");
    expect(kept?.values.tasks?.after).toBe("Sign the form");
  });
});

describe("working on the list", () => {
  test("adding, changing, ticking and removing are told in the history, each once", async () => {
    const { changeTask, tickTask, removeTask, listTasks } = await acts();
    const { ticket, taskId } = await withTask("Cal back", false);
    await changeTask(w.agents.support, taskId, { text: "Call back", assignee: w.agents.both.email });
    await changeTask(w.agents.support, taskId, { text: "Call back" });
    await tickTask(w.agents.both, taskId, true);
    await tickTask(w.agents.support, taskId, true);
    expect(await listTasks(w.agents.support, ticket.number)).toMatchObject([
      { text: "Call back", doneBy: { name: "Mia Agent" }, assignee: { name: "Mia Agent" } },
    ]);
    await tickTask(w.agents.support, taskId, false);
    await removeTask(w.agents.support, taskId);
    await expect(removeTask(w.agents.support, taskId)).rejects.toMatchObject({ code: "not_found" });
    expect((await typesOf(ticket.id)).slice(1)).toEqual(["task.added", "task.changed", "task.done", "task.reopened", "task.removed"]);
    expect((await (await acts()).getTicketPage(w.agents.support, ticket.number)).taskCount).toBe(0);
  });

  test("a task is put in another place, and the others keep theirs", async () => {
    const { addTask, changeTask, listTasks } = await acts();
    const { ticket, taskId } = await withTask("one");
    await addTask(w.agents.support, ticket.id, { text: "two" });
    await addTask(w.agents.support, ticket.id, { text: "three" });
    await changeTask(w.agents.support, taskId, { position: 2 });
    expect((await listTasks(w.agents.support, ticket.number)).map((task) => task.text)).toEqual(["two", "one", "three"]);
    await changeTask(w.agents.support, taskId, { position: 99 });
    expect((await listTasks(w.agents.support, ticket.number)).map((task) => task.text)).toEqual(["two", "three", "one"]);
  });

  test("who may only note ticks and does not rewrite", async () => {
    const { tickTask, changeTask, addTask } = await acts();
    const { ticket, taskId } = await withTask();
    await tickTask(w.agents.light, taskId, true);
    await expect(changeTask(w.agents.light, taskId, { required: false })).rejects.toMatchObject({ code: "forbidden" });
    await expect(addTask(w.agents.light, ticket.id, { text: "x" })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a task is given to nobody who cannot work there, and asked through no other ticket", async () => {
    const { addTask, changeTask } = await acts();
    const elsewhere = await w.aTicket({ queue: "Network" });
    const given = addTask(w.agents.both, elsewhere.id, { text: "x", assignee: w.agents.support.email });
    await expect(given).rejects.toMatchObject({ code: "invalid", fields: { assignee: expect.any(String) } });
    const { taskId } = await withTask();
    await expect(changeTask(w.agents.support, taskId, { done: true }, elsewhere.number)).rejects.toMatchObject({ code: "not_found" });
  });

  test.each([
    ["nothing", " \n "],
    ["too much", "x".repeat(501)],
    ["a NUL", "a\0b"],
    ["half a character", "a\ud800b"],
  ])("%s is no task", async (_, text) => {
    const ticket = await w.aTicket();
    await expect((await acts()).addTask(w.agents.support, ticket.id, { text })).rejects.toMatchObject({
      code: "invalid",
      fields: { text: expect.any(String) },
    });
  });

  test("two who add at once lose nothing", async () => {
    const { addTask, listTasks } = await acts();
    const ticket = await w.aTicket();
    await Promise.all(["a", "b", "c", "d"].map((text) => addTask(w.agents.support, ticket.id, { text })));
    expect((await listTasks(w.agents.support, ticket.number)).map((task) => task.text).sort()).toEqual(["a", "b", "c", "d"]);
    expect((await (await acts()).getTicketPage(w.agents.support, ticket.number)).taskCount).toBe(4);
  });

  test("a customer finds neither tasks nor their number", async () => {
    const { listTasks, tickTask, getTicketPage } = await acts();
    const { ticket, taskId } = await withTask();
    await expect(listTasks(w.customers.acme, ticket.number)).rejects.toMatchObject({ code: "not_found" });
    await expect(tickTask(w.customers.acme, taskId, true)).rejects.toMatchObject({ code: "not_found" });
    expect((await getTicketPage(w.customers.acme, ticket.number)).taskCount).toBe(0);
  });
});

describe("checklists", () => {
  test("a checklist brings its tasks in order, and what was brought outlives it", async () => {
    const { createChecklist, applyChecklist, removeChecklist, changeChecklist, listTasks } = await acts();
    const list = await createChecklist(w.admin, {
      name: "Leaving",
      tasks: [{ text: "Lock the account", required: true }, { text: "Fetch the phone" }],
    });
    const ticket = await w.aTicket();
    await applyChecklist(w.agents.support, ticket.id, "Leaving");
    await changeChecklist(w.admin, list.id, { tasks: [{ text: "Something else" }] });
    await removeChecklist(w.admin, list.id);
    expect(await listTasks(w.agents.support, ticket.number)).toMatchObject([
      { text: "Lock the account", required: true },
      { text: "Fetch the phone", required: false },
    ]);
    await expect(applyChecklist(w.agents.support, ticket.id, list.id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("an agent without the right writes none, and a name is taken once", async () => {
    const { createChecklist } = await acts();
    const wanted = { name: "Joining", tasks: [{ text: "Say hello" }] };
    await expect(createChecklist(w.agents.support, wanted)).rejects.toMatchObject({ code: "forbidden" });
    const writer = { ...w.agents.support, rights: { ...w.agents.support.rights, everywhere: new Set(["templates"]) } };
    await createChecklist(writer, wanted);
    await expect(createChecklist(w.admin, wanted)).rejects.toMatchObject({ code: "conflict", key: "nameTaken" });
    await expect(createChecklist(w.admin, { name: "Empty", tasks: [] })).rejects.toMatchObject({ code: "invalid" });
  });

  test("a ticket takes a hundred tasks and refuses the next list whole", async () => {
    const { createChecklist, applyChecklist, listTasks } = await acts();
    const list = await createChecklist(w.admin, { name: "Long", tasks: Array.from({ length: 50 }, (_, i) => ({ text: `Step ${i}` })) });
    const ticket = await w.aTicket();
    await applyChecklist(w.agents.support, ticket.id, list.id);
    await applyChecklist(w.agents.support, ticket.id, list.id);
    await expect(applyChecklist(w.agents.support, ticket.id, list.id)).rejects.toMatchObject({ key: "tooManyTasks" });
    expect(await listTasks(w.agents.support, ticket.number)).toHaveLength(100);
  });
});
