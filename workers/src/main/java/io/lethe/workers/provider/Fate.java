package io.lethe.workers.provider;

import io.lethe.fal.FalRequest;

/** What became of an attempt to submit whose answer is missing. */
public sealed interface Fate {

  /** fal.ai took it. */
  record Accepted(FalRequest request) implements Fate {}

  /** fal.ai certainly did not take it: it may be sent again. */
  record NotAccepted() implements Fate {}

  /** It can't be told yet. Ask again later. */
  record NotKnownYet() implements Fate {}

  /** It can't be told at all: an operator has to look. */
  record NotKnowable() implements Fate {}
}
