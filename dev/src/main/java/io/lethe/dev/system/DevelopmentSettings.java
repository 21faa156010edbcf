package io.lethe.dev.system;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a development system is told.
 *
 * @param home the checkout, where config.yml lies
 * @param environment the process's environment variables, or a test's
 */
public record DevelopmentSettings(
    Path home, VarFolder folder, Ports ports, Map<String, String> environment) {

  /** No usual port of one part is another's then. */
  private static final int OFFSET_OF_PROOF = 700;

  public DevelopmentSettings {
    environment = Map.copyOf(environment);
  }

  /** As the launcher sets them: LETHE_HOME is the checkout, LETHE_VAR moves the data. */
  public static DevelopmentSettings of(Map<String, String> environment, int portOffset) {
    Path home = Path.of(environment.getOrDefault("LETHE_HOME", "")).toAbsolutePath().normalize();
    String var = environment.getOrDefault("LETHE_VAR", "");
    return new DevelopmentSettings(
        home,
        new VarFolder(var.isBlank() ? home.resolve("var") : Path.of(var)),
        new Ports(portOffset),
        environment);
  }

  /** The same for a system beside this one, on other ports and in a folder within its folder. */
  public DevelopmentSettings forProof() {
    return new DevelopmentSettings(
        home,
        new VarFolder(folder.proof()),
        new Ports(ports.offset() + OFFSET_OF_PROOF),
        environment);
  }

  /** Whether an environment variable is there and holds something. */
  boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }
}
