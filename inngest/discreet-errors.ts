import { Middleware, NonRetriableError, RetryAfterError, StepError } from "inngest";
import { isRefusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";

/**
 * What went wrong in a step is kept with its run and told in an event, by an engine of ours or by somebody else's. But
 * the words of a mail server name addresses, and those of a failed query all that was to be written. So they go to our
 * log, and the engine is told the codes and where to look.
 */
export class DiscreetErrors extends Middleware.BaseMiddleware {
  readonly id = "discreet-errors";

  override wrapStepHandler({ next, fn, stepInfo }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    return next().catch((error) => {
      throw discreet(error, { function: fn.id(), step: stepInfo.options.id });
    });
  }

  override wrapFunctionHandler({ next, fn }: Middleware.WrapFunctionHandlerArgs): Promise<unknown> {
    return next().catch((error) => {
      // That of a step has been through here before.
      throw error instanceof StepError ? error : discreet(error, { function: fn.id() });
    });
  }
}

function discreet(error: unknown, where: object): unknown {
  // Their words are ours.
  if (isRefusal(error) || error instanceof NonRetriableError || error instanceof RetryAfterError) return error;
  const reference = newId();
  log().error({ ...where, reference, err: error }, "a step of the background work failed");
  const codes = codesOf(error);
  return new Error(`${codes.length ? `${codes.join(" ")}. ` : ""}In full in the log, reference ${reference}.`);
}

/** ECONNREFUSED, 23505, 550: never a sentence. */
function codesOf(error: unknown): string[] {
  const seen = [error, (error as { cause?: unknown } | null)?.cause] as ({ code?: unknown; responseCode?: unknown } | null | undefined)[];
  const codes = seen
    .flatMap((one) => [one?.code, one?.responseCode])
    .filter((code) => typeof code === "string" || typeof code === "number");
  return [...new Set(codes.map(String).filter((code) => /^[A-Z0-9_.]{1,40}$/.test(code)))];
}
