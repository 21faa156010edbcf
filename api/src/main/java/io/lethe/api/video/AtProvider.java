package io.lethe.api.video;

import io.lethe.storage.provider.CancelOutcome;
import io.lethe.storage.provider.Trace;
import io.lethe.storage.provider.TraceEnd;
import java.util.Optional;

/**
 * What became of a forgotten job's work at the provider, in a sentence. Honest above all where it
 * could not be stopped any more.
 */
final class AtProvider {
  private AtProvider() {}

  static String of(Trace trace) {
    String soFar = soFar(trace);
    return trace.isAbsent() ? soFar + " Nothing of it can be read there any more." : soFar;
  }

  private static String soFar(Trace trace) {
    Optional<CancelOutcome> asked = trace.cancelOutcome();
    if (trace.end() == null) {
      return asked.isEmpty()
          ? "The provider is about to be asked to stop."
          : "The provider was asked to stop. It may finish all the same; what it makes is deleted.";
    }
    if (trace.end() != TraceEnd.VIDEO) {
      return "The provider has stopped; it made no video.";
    }
    return asked.isPresent()
        ? "The provider could not be stopped any more; what it made is deleted there."
        : "What the provider made is deleted there.";
  }
}
