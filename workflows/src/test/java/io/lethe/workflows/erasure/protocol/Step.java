package io.lethe.workflows.erasure.protocol;

/**
 * One indivisible move.
 *
 * @param certain whether it happens at some time if it stays possible: what running processes and
 *     clocks do. Orders, uploads and mishaps may or may not happen
 */
record Step(String name, boolean certain, World next) {}
