package io.lethe.domain.erasure;

/** A place where data of a job can lie, each with its own way of being read back. */
public enum Place {
  /** The job's key: without it no byte in the vault, in a backup or in a stray copy can be read. */
  KEY,
  /** The encrypted bytes of uploads and video. */
  VAULT,
  /** The personal columns of the job. */
  LEDGER,
  /** What the provider holds of the job. */
  PROVIDER
}
