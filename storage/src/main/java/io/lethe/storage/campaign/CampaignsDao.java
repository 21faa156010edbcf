package io.lethe.storage.campaign;

import io.lethe.domain.SubjectId;
import io.lethe.domain.campaign.CampaignId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(Campaign.class)
@RegisterConstructorMapper(CampaignsDao.Underway.class)
@RegisterConstructorMapper(CampaignsDao.Agreed.class)
public interface CampaignsDao {

  record Underway(CampaignId id, long reached, long until) {}

  /**
   * @param number of the grant: it grows with each decision of anybody
   */
  record Agreed(long number, SubjectId subject) {}

  /** Returns 0 if there is one with that number. */
  @SqlUpdate(
      """
      INSERT INTO campaigns (id, title, text, ordered_at, until)
      VALUES (:id, :title, :text, :at, coalesce((
        SELECT max(id)
        FROM consents
        WHERE purpose = 'MARKETING' AND decision = 'GRANTED'
      ), 0))
      ON CONFLICT (id) DO NOTHING
      """)
  int insert(CampaignId id, String title, String text, Instant at);

  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT FROM campaigns WHERE id = :id AND title = :title AND text = :text
      )
      """)
  boolean says(CampaignId id, String title, String text);

  @SqlQuery(
      """
      SELECT id, title, ordered_at, complete_at, queued, sent, suppressed, waiting,
        queued - sent - suppressed - waiting AS failed
      FROM campaigns
      CROSS JOIN LATERAL (
        SELECT count(*) AS waiting
        FROM outbox
        WHERE campaign_id = campaigns.id AND state = 'WAITING'
      ) AS of_campaign
      WHERE id = :id
      """)
  Optional<Campaign> find(CampaignId id);

  @SqlQuery(
      """
      SELECT count(*)
      FROM outbox
      WHERE campaign_id IS NOT NULL AND state = 'WAITING'
      """)
  long waiting();

  /** The oldest that nobody else is at. */
  @SqlQuery(
      """
      SELECT id, reached, until
      FROM campaigns
      WHERE complete_at IS NULL
      ORDER BY ordered_at
      LIMIT 1
      FOR UPDATE SKIP LOCKED
      """)
  Optional<Underway> lockOldest();

  /** Each subject once, at its newest grant, whatever it decided since: that is for the gate. */
  @SqlQuery(
      """
      SELECT id AS number, subject_id AS subject
      FROM consents
      WHERE purpose = 'MARKETING' AND decision = 'GRANTED' AND id > :after AND id <= :until
        AND NOT EXISTS (
          SELECT FROM consents newer
          WHERE newer.subject_id = consents.subject_id AND newer.purpose = 'MARKETING'
            AND newer.decision = 'GRANTED' AND newer.id > consents.id AND newer.id <= :until
        )
      ORDER BY id
      LIMIT :limit
      """)
  List<Agreed> agreed(long after, long until, int limit);

  @SqlUpdate(
      """
      UPDATE campaigns
      SET reached = :reached, queued = queued + :queued
      WHERE id = :id
      """)
  void reached(CampaignId id, long reached, long queued);

  @SqlUpdate(
      """
      UPDATE campaigns
      SET complete_at = :at
      WHERE id = :id
      """)
  void complete(CampaignId id, Instant at);
}
