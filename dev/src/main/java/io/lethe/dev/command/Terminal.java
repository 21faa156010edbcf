package io.lethe.dev.command;

import java.io.PrintStream;

/**
 * Where the commands speak.
 *
 * @param interactive whether a person watches: a progress bar is redrawn in place then, and printed
 *     as a line for each stage otherwise
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive) {

  /** The launcher says whether its output is a terminal; the JVM can't reliably tell on 17. */
  public static Terminal ofProcess() {
    return new Terminal(System.out, System.err, Boolean.getBoolean("lethe.interactive"));
  }

  public void say(String line) {
    out.println(line);
  }

  public void complain(String line) {
    err.println(line);
  }
}
