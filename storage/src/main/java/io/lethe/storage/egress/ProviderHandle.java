package io.lethe.storage.egress;

/** What the recipient named the request, and where it can be asked about it. */
public record ProviderHandle(
    String requestId, String responseUrl, String statusUrl, String cancelUrl) {}
