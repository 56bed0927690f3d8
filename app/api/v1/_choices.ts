import type { Priority, State, TicketType } from "@/domain/tickets/choices";

/** States, priorities and types as the outside sees them, with the name of a successor in place of its id. */
function choiceView({ id, name, position, retiredAt, successorId }: TicketType, all: readonly TicketType[]) {
  return { id, name, position, active: !retiredAt, successor: all.find((one) => one.id === successorId)?.name ?? null };
}

export const typeView = choiceView;

export const stateView = (state: State, all: readonly State[]) => ({
  ...choiceView(state, all),
  type: state.type,
  label: state.label,
  default: state.isDefault,
  waitsFor: state.waitsFor,
});

export const priorityView = (priority: Priority, all: readonly Priority[]) => ({
  ...choiceView(priority, all),
  sign: priority.sign,
  color: priority.color,
  default: priority.isDefault,
});
