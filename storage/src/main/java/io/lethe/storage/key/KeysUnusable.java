package io.lethe.storage.key;

/** A start-up that found no keys to work with. The message is one sentence for the operator. */
public final class KeysUnusable extends RuntimeException {
  KeysUnusable(String sentence) {
    super(sentence);
  }

  KeysUnusable(String sentence, Exception cause) {
    super(sentence, cause);
  }
}
