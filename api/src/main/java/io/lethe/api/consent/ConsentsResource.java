package io.lethe.api.consent;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.problem.JobRefusal;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.SubjectId;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Notice;
import io.lethe.domain.consent.Purpose;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Notices;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A subject's decisions. Withdrawing is as easy as granting (GDPR Art. 7(3)): one call. */
@Path("/v1/consents/{purpose}")
@Produces(MediaType.APPLICATION_JSON)
public final class ConsentsResource {
  private final Notices notices;
  private final Consents consents;
  private final Withdrawal withdrawal;

  public ConsentsResource(Notices notices, Consents consents, Withdrawal withdrawal) {
    this.notices = notices;
    this.consents = consents;
    this.withdrawal = withdrawal;
  }

  @GET
  public ConsentView read(@Auth Bearer bearer, @PathParam("purpose") Purpose purpose) {
    return view(bearer.subject(), purpose);
  }

  /** Grants, for the notice whose hash is repeated. Doing it twice is doing it once. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public ConsentView grant(
      @Auth Bearer bearer, @PathParam("purpose") Purpose purpose, @Nullable NewConsent consent) {
    Notice notice = notices.current(purpose);
    if (consent == null || consent.noticeHash() == null) {
      throw new RequestRefusal.InvalidField("/noticeHash", "The field is missing.").asException();
    }
    if (!notice.hash().equals(consent.noticeHash())) {
      throw new JobRefusal.AboutNotice(ProblemType.NOTICE_OUTDATED, notice).asException();
    }
    consents.grant(bearer.subject(), notice, ConsentChannel.API);
    return view(bearer.subject(), purpose);
  }

  /** Withdraws. Jobs that depended on it are erased; repeating it changes nothing. */
  @DELETE
  public ConsentView withdraw(@Auth Bearer bearer, @PathParam("purpose") Purpose purpose) {
    withdrawal.withdraw(bearer.subject(), purpose);
    return view(bearer.subject(), purpose);
  }

  private ConsentView view(SubjectId subject, Purpose purpose) {
    Optional<Consent> newest = consents.find(subject, purpose);
    return ConsentView.of(
        notices.current(purpose), newest, newest.filter(consents::isInForce).isPresent());
  }
}
