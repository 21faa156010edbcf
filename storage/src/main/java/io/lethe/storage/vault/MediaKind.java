package io.lethe.storage.vault;

/** What an object in the vault is. */
public enum MediaKind {
  /** As the subject sent it. */
  UPLOAD,
  /** What is left of an upload once metadata and hidden data are gone: this is what is sent out. */
  SANITISED,
  /** What came back. */
  VIDEO
}
