/**
 * How a job is forgotten, whatever happened to it. Read {@link
 * io.lethe.workflows.erasure.ErasureWorkflow} first.
 */
@NullMarked
package io.lethe.workflows.erasure;

import org.jspecify.annotations.NullMarked;
