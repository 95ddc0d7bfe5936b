import { describe, expect, test } from "vitest";
import { IMAGE_USERS } from "../../src/kubernetes/image-user-table.ts";
import { imageUser, startingUid } from "../../src/kubernetes/image-users.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("the table of image users", () => {
  const TAGS = ["latest", "1", "2", "1-alpine", "1-ubi", "1-rootless", "nonroot", "1.11", "8.19.0"];

  test.each(IMAGE_USERS.flatMap((row) => row.repositories.map((name) => [name, row.tag?.source ?? "", row] as const)))(
    "has a reference to %s that leads to its row %s",
    (name, _, row) => {
      expect(TAGS.map((tag) => imageUser(`${name.replace("*", "any")}:${tag}`))).toContain(row);
    },
  );

  test("names each image in two parts, and where its ids were read", () => {
    for (const row of IMAGE_USERS) {
      for (const repository of row.repositories) expect(repository).toMatch(/^[a-z0-9-]+\/([a-z0-9-]+|\*)$/);
      expect(row.source).not.toBe("");
      expect([row.repositories[0], row.source.startsWith("UNVERIFIED")]).toEqual([row.repositories[0], !row.verified]);
    }
  });

  test("has one row for the plain tags of an image, and one for each variant", () => {
    const keys = IMAGE_USERS.flatMap(({ repositories, tag }) =>
      repositories.map((name) => `${name} ${tag?.source ?? ""}`),
    );
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test("offers a group other than root for whatever keeps data, in absolute directories", () => {
    for (const { fsGroup, data } of IMAGE_USERS) {
      if (data.length > 0) expect(fsGroup).toBeGreaterThan(0);
      for (const directory of data) expect(directory).toMatch(/^\/.*[^/]$/);
    }
  });
});

describe("the user of an image", () => {
  test.each([
    "postgres",
    "postgres:17",
    "postgres:17.2-bookworm",
    `postgres:17@${DIGEST}`,
    "library/postgres:17",
    "docker.io/postgres:17",
    "docker.io/library/postgres:17",
    "index.docker.io/library/postgres:17",
    "mirror.gcr.io/library/postgres:17",
    "public.ecr.aws/docker/library/postgres:17",
    "registry.example.com:5000/hub/library/postgres:17",
    "localhost/library/postgres:17",
  ])("is found for %s", (image) => {
    expect(imageUser(image)).toMatchObject({ user: 0, uid: 999, gid: 999, verified: true });
  });

  test.each([
    "",
    "/",
    ":17",
    "example/postgres",
    "example/library/postgres",
    "registry.example.com/postgres:17",
    "registry.example.com:5000/postgres",
    "localhost:5000/postgres",
    "postgres-exporter",
    "postgresql",
    "Postgres",
    "bitnami",
    "bitnami/",
    "library/bitnami",
    "quay.io/prometheus",
    "prometheus",
    "quay.io/prometheus/prometheus-operator",
    "quay.io/prometheus-operator/prometheus",
    "example/bitnami/postgresql",
    "constructor",
    "toString/valueOf",
  ])("is not guessed for %j", (image) => {
    expect(imageUser(image)).toBeUndefined();
  });

  test.each([
    ["prom/prometheus:v3.5.0", 65534],
    ["quay.io/prometheus/prometheus:v3.5.0", 65534],
    [`quay.io/prometheus/prometheus@${DIGEST}`, 65534],
    ["registry.example.com/quay/prometheus/alertmanager", 65534],
    ["docker.elastic.co/elasticsearch/elasticsearch:8.17.0", 1000],
    ["quay.io/keycloak/keycloak:26.0", 1000],
    ["docker.io/grafana/loki:3.4.2", 10001],
  ])("of %s is %d, whatever registry serves it", (image, uid) => {
    expect(imageUser(image)?.uid).toBe(uid);
  });

  /** USER, user and group of the process, and the group for its volumes, of references as charts write them. */
  test.each<[string, string | number | undefined, number, number, number | undefined]>([
    ["postgres:17.6-alpine3.22", 0, 70, 70, 70],
    ["mysql:8.4.6", 0, 999, 999, 999],
    ["mongo:8.0.13", 0, 999, 999, 999],
    ["docker.io/valkey/valkey:8.1.3-alpine", 0, 999, 1000, 1000],
    ["rabbitmq:4.1.3-management", 0, 999, 999, 999],
    ["rabbitmq:4.1.3-management-alpine", 0, 100, 101, 101],
    ["cassandra:5.0.5", 0, 999, 999, 999],
    ["memcached:1.6.39-alpine", "memcache", 11211, 11211, undefined],
    ["nginxinc/nginx-unprivileged:1.29-alpine", 101, 101, 101, undefined],
    ["quay.io/prometheus/alertmanager:v0.34.0", "nobody", 65534, 65534, 65534],
    ["docker.io/grafana/tempo:2.8.2", 10001, 10001, 10001, 10001],
    ["docker.elastic.co/elasticsearch/elasticsearch:9.1.2", 1000, 1000, 0, 1000],
    ["opensearchproject/opensearch:3.2.0", 1000, 1000, 1000, 1000],
    ["solr:9.9.0", 8983, 8983, 8983, 8983],
    ["couchdb:3.5.0", 0, 5984, 5984, 5984],
    ["neo4j:5.26.11", 0, 7474, 7474, 7474],
    ["zookeeper:3.9.4", 0, 1000, 1000, 1000],
    ["clickhouse/clickhouse-server:25.7.5", 0, 101, 101, 101],
    ["jenkins/jenkins:2.516.2-jdk21", "jenkins", 1000, 1000, 1000],
    ["sonarqube:25.8.0-community", "sonarqube", 1000, 0, 1000],
    ["sonatype/nexus3:3.84.0", "nexus", 200, 200, 200],
    ["docker.gitea.com/gitea/gitea:1.24.5-rootless", 1000, 1000, 1000, 1000],
    ["quay.io/keycloak/keycloak:26.3.3", 1000, 1000, 0, 1000],
    ["quay.io/minio/minio:RELEASE.2025-07-23T15-54-02Z", 0, 0, 0, 1000],
    ["eclipse-mosquitto:2.0.22", 0, 1883, 1883, 1883],
    ["docker.n8n.io/n8nio/n8n:1.110.1", "node", 1000, 1000, 1000],
    ["mattermost/mattermost-team-edition:10.11", "mattermost", 2000, 2000, 2000],
    ["quay.io/argoproj/argocd:v3.1.1", 999, 999, 999, undefined],
  ])("of %s was read: %j, %d:%d, fsGroup %j", (image, user, uid, gid, fsGroup) => {
    expect(imageUser(image)).toMatchObject({ user, uid, gid, verified: true });
    expect(imageUser(image)?.fsGroup).toBe(fsGroup);
  });

  test("follows the variant that the tag names", () => {
    expect(imageUser("postgres:17-alpine")).toMatchObject({ uid: 70, gid: 70 });
    expect(imageUser("postgres:17-alpine3.22")).toMatchObject({ uid: 70, gid: 70 });
    expect(imageUser("redis:7")).toMatchObject({ uid: 999, gid: 999, fsGroup: 999 });
    expect(imageUser("redis:7-alpine")).toMatchObject({ uid: 999, gid: 1000, fsGroup: 1000 });
    expect(imageUser("gitea/gitea:1.24")).toMatchObject({ user: 0, data: ["/data"] });
    expect(imageUser("gitea/gitea:1.24-rootless")).toMatchObject({
      user: 1000,
      data: ["/var/lib/gitea", "/etc/gitea"],
    });
    expect(imageUser("influxdb:2.7")).toMatchObject({ uid: 1000 });
    expect(imageUser("influxdb:1.11.8")).toMatchObject({ uid: 1500, user: "influxdb" });
    expect(imageUser("elasticsearch:8.17.10")).toMatchObject({ user: 1000, uid: 1000 });
    expect(imageUser("elasticsearch:7.17.0")).toMatchObject({ user: undefined, uid: 1000 });
    expect(imageUser("gcr.io/distroless/static:nonroot")).toMatchObject({ uid: 65532 });
  });

  test("is unknown for a variant that was not read, and for a digest that hides the variant", () => {
    expect(imageUser("mongo:8-windowsservercore")).toBeUndefined();
    expect(imageUser("quay.io/prometheus/prometheus:v3.5.0-distroless")).toBeUndefined();
    expect(imageUser("wordpress:cli-php8.3")).toBeUndefined();
    expect(imageUser("influxdb")).toBeUndefined();
    expect(imageUser("influxdb:1.8")).toBeUndefined();
    expect(imageUser("gcr.io/distroless/static")).toBeUndefined();
    expect(imageUser(`postgres@${DIGEST}`)).toBeUndefined();
  });

  test("is shared by all of Bitnami's applications, without being certain, but not by its base images", () => {
    for (const image of ["bitnami/postgresql:17", "docker.io/bitnamilegacy/kafka:3.9", "public.ecr.aws/bitnami/redis"])
      expect(imageUser(image)).toMatchObject({ uid: 1001, gid: 0, fsGroup: 1001, verified: false });
    expect(imageUser("bitnami/minideb:bookworm")).toBeUndefined();
  });

  test("of one of Harbor's databases wins over that of its other images", () => {
    expect(imageUser("goharbor/harbor-core:v2.13.0")?.uid).toBe(10000);
    expect(imageUser("goharbor/harbor-db:v2.13.0")?.uid).toBe(999);
  });

  test("is a name where kubelet cannot tell whether it is root", () => {
    expect(imageUser("memcached:1.6-alpine")?.user).toBe("memcache");
    expect(imageUser("n8nio/n8n")?.user).toBe("node");
    expect(imageUser("nginxinc/nginx-unprivileged:alpine")?.user).toBe(101);
  });

  test("is root for a command that replaces the entrypoint of an image that drops root", () => {
    const starting = (image: string) => {
      const found = imageUser(image);
      return found && startingUid(found);
    };
    expect(starting("postgres:17")).toBe(0);
    expect(starting("prom/prometheus")).toBe(65534);
    expect(starting("solr:9")).toBe(8983);
    expect(starting("grafana/mimir")).toBeUndefined();
  });

  test("of a long hostile text is looked for in linear time", () => {
    expect(imageUser(`${"a/".repeat(200_000)}:${"-alpine".repeat(100_000)}`)).toBeUndefined();
    expect(imageUser(`influxdb:2${".1".repeat(200_000)}x`)).toBeUndefined();
  });
});
