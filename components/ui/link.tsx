import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A way to another page of ours. Nothing is fetched before it is chosen: a list has forty of them, each drawn by the
 * server for this reader and this moment, and forty drawings would be thrown away for the one that is opened.
 */
export const Link = (props: ComponentProps<typeof NextLink>) => <NextLink prefetch={false} {...props} />;
