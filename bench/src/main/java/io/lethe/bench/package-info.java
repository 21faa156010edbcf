/**
 * How fast it is, beside what. {@link io.lethe.bench.Bench} runs everything against real parts on
 * this machine and prints the table of {@code bench/README.md}.
 */
@NullMarked
package io.lethe.bench;

import org.jspecify.annotations.NullMarked;
