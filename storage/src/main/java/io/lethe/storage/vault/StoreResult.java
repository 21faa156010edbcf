package io.lethe.storage.vault;

/** What became of bytes that were to be stored. */
public sealed interface StoreResult {

  /** They lie whole in the vault. */
  record Stored(Media media) implements StoreResult {}

  /** The very same bytes had been stored before; nothing was added. */
  record SameBytes(Media media) implements StoreResult {}

  /** Other bytes have that place already; nothing was added. */
  record OtherBytes(Media media) implements StoreResult {}
}
