package io.lethe.fal;

/**
 * What came of deleting a request's payloads. The addresses of the files are left out.
 *
 * @param known whether fal.ai had payloads of the request; where nothing was stored it may say that
 *     it knows none, and its files go by their expiry
 * @param deleted output files that are deleted
 * @param kept output files that fal.ai could not delete
 */
public record PayloadDeletion(boolean known, int deleted, int kept) {}
