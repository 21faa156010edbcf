/**
 * One class for each subcommand of {@code ./lethe}. Read {@link io.lethe.dev.command.DemoCommand}
 * first: it goes the whole way, from a photo to the receipt.
 */
@NullMarked
package io.lethe.dev.command;

import org.jspecify.annotations.NullMarked;
