/**
 * Who is known here, and by nothing but a random number. Read {@link
 * io.lethe.storage.subject.Subjects}.
 */
@NullMarked
package io.lethe.storage.subject;

import org.jspecify.annotations.NullMarked;
