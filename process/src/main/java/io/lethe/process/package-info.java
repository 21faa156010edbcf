/**
 * What either process is made of: how it reads its configuration, starts or says why it can't,
 * logs, and shows how it is. Read {@link io.lethe.process.LetheProcess} first, then {@link
 * io.lethe.process.log.SafeLogging}.
 */
@NullMarked
package io.lethe.process;

import org.jspecify.annotations.NullMarked;
