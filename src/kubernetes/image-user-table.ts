// One row per image and variant. Ids come from the Dockerfile named, unless the row is `unread`.
import type { ImageUser } from "./image-users.ts";

type User = Pick<ImageUser, "user" | "uid" | "gid">;
type Row = User & Pick<ImageUser, "repositories"> & Partial<ImageUser>;

/** Starts as root and drops to these ids by itself; 0 stays root. */
const drops = (uid: number, gid: number): User => ({ user: 0, uid, gid });
const runs = (user: ImageUser["user"], uid: number, gid: number): User => ({ user, uid, gid });

/** Any group but 0 serves as fsGroup: platforms that choose ids of their own refuse 0. */
const read = (row: Row, source: string): ImageUser => ({
  data: [],
  verified: true,
  fsGroup: row.data && (row.gid || row.uid),
  ...row,
  source,
});
const unread = (row: Row, source: string): ImageUser => ({ ...read(row, `UNVERIFIED: ${source}`), verified: false });

const ANY = /^/;
const ALPINE = /alpine/;
const UBI = /ubi/;
const ROOTLESS = /rootless/;
const NONROOT = /nonroot/;
const PGDATA = ["/var/lib/postgresql", "/var/lib/postgresql/data"];
const PGDATA_CAUTION = "PGDATA must keep mode 0700 or 0750: let it be a directory below the mount";
const COOKIE_CAUTION = "the Erlang cookie must keep mode 0600";
const WEB_IMAGES = ["library/httpd", "library/wordpress", "library/nextcloud"];
const WEB_SOURCE = "docker-library/wordpress, nextcloud/docker; the ids of www-data are those of the base image";

export const IMAGE_USERS: readonly ImageUser[] = [
  read(
    { repositories: ["library/postgres"], ...drops(999, 999), data: PGDATA, caution: PGDATA_CAUTION },
    "docker-library/postgres: {17,18}/bookworm/Dockerfile; from 18 on the volume is /var/lib/postgresql",
  ),
  read(
    { repositories: ["library/postgres"], tag: ALPINE, ...drops(70, 70), data: PGDATA, caution: PGDATA_CAUTION },
    "docker-library/postgres: 17/alpine3.22/Dockerfile",
  ),
  read(
    { repositories: ["library/mysql"], ...drops(999, 999), data: ["/var/lib/mysql"] },
    "docker-library/mysql: 8.4/Dockerfile.oracle",
  ),
  unread(
    { repositories: ["library/mariadb"], ...drops(999, 999), data: ["/var/lib/mysql"] },
    "MariaDB/mariadb-docker: 11.8/Dockerfile lets the system choose the id, 999 in practice",
  ),
  read(
    { repositories: ["library/mongo"], ...drops(999, 999), data: ["/data/db", "/data/configdb"] },
    "docker-library/mongo: 8.0/Dockerfile",
  ),
  read(
    { repositories: ["library/redis"], ...drops(999, 999), data: ["/data"] },
    "docker-library/redis, 2024-06: 7.2/debian/Dockerfile",
  ),
  read(
    { repositories: ["library/redis"], tag: ALPINE, ...drops(999, 1000), data: ["/data"] },
    "docker-library/redis, 2024-06: 7.2/alpine/Dockerfile",
  ),
  read(
    { repositories: ["valkey/valkey"], ...drops(999, 999), data: ["/data"] },
    "valkey-io/valkey-container: 8.0/debian/Dockerfile",
  ),
  read(
    { repositories: ["valkey/valkey"], tag: ALPINE, ...drops(999, 1000), data: ["/data"] },
    "valkey-io/valkey-container: 9.1/alpine/Dockerfile",
  ),
  read(
    { repositories: ["library/rabbitmq"], ...drops(999, 999), data: ["/var/lib/rabbitmq"], caution: COOKIE_CAUTION },
    "docker-library/rabbitmq: 4.0/ubuntu/Dockerfile",
  ),
  read(
    {
      repositories: ["library/rabbitmq"],
      tag: ALPINE,
      ...drops(100, 101),
      data: ["/var/lib/rabbitmq"],
      caution: COOKIE_CAUTION,
    },
    "docker-library/rabbitmq: 4.1/alpine/Dockerfile",
  ),
  read(
    { repositories: ["library/cassandra"], ...drops(999, 999), data: ["/var/lib/cassandra"] },
    "docker-library/cassandra: 5.0/Dockerfile",
  ),
  read(
    { repositories: ["library/memcached"], tag: ANY, ...runs("memcache", 11211, 11211) },
    "docker-library/memcached: 1/{debian,alpine}/Dockerfile",
  ),
  unread({ repositories: ["library/nginx"], tag: ANY, ...drops(0, 0) }, "common knowledge; its workers run as 101"),
  read(
    { repositories: ["nginxinc/nginx-unprivileged"], tag: ANY, ...runs(101, 101, 101) },
    "nginx/docker-nginx-unprivileged: stable/{debian,alpine-slim}/Dockerfile",
  ),
  read(
    { repositories: ["haproxytech/haproxy-alpine"], ...drops(0, 0) },
    "haproxytech/haproxy-docker-alpine: 3.2/Dockerfile; its workers run as haproxy",
  ),
  unread({ repositories: WEB_IMAGES, ...drops(33, 33), data: ["/var/www/html"] }, WEB_SOURCE),
  unread({ repositories: WEB_IMAGES, tag: ALPINE, ...drops(82, 82), data: ["/var/www/html"] }, WEB_SOURCE),
  unread(
    { repositories: ["library/ghost"], ...drops(1000, 1000), data: ["/var/lib/ghost/content"] },
    "docker-library/ghost: 6/bookworm/docker-entrypoint.sh; the ids of node are those of the base image",
  ),
  read(
    {
      repositories: ["prom/prometheus", "prometheus/prometheus"],
      ...runs("nobody", 65534, 65534),
      data: ["/prometheus"],
    },
    "prometheus/prometheus: Dockerfile",
  ),
  read(
    {
      repositories: ["prom/alertmanager", "prometheus/alertmanager"],
      ...runs("nobody", 65534, 65534),
      data: ["/alertmanager"],
    },
    "prometheus/alertmanager: Dockerfile",
  ),
  unread(
    { repositories: ["grafana/grafana"], ...runs(472, 472, 0), data: ["/var/lib/grafana"] },
    "grafana/helm-charts: charts/grafana/values.yaml; group 0 since 7.3, 472 before",
  ),
  read(
    { repositories: ["grafana/loki"], ...runs(10001, 10001, 10001), data: ["/loki", "/var/loki"] },
    "grafana/loki: cmd/loki/Dockerfile",
  ),
  read(
    { repositories: ["grafana/tempo"], ...runs(10001, 10001, 10001), data: ["/var/tempo"] },
    "grafana/tempo: cmd/tempo/Dockerfile",
  ),
  unread(
    { repositories: ["grafana/mimir"], ...runs(undefined, 10001, 10001), data: ["/data"] },
    "the values of its chart",
  ),
  unread(
    {
      repositories: ["victoriametrics/*"],
      ...drops(0, 0),
      fsGroup: 1000,
      data: ["/storage", "/victoria-metrics-data"],
    },
    "VictoriaMetrics/helm-charts: values.yaml; its charts run it as 1000:1000",
  ),
  read(
    {
      repositories: ["library/elasticsearch", "elasticsearch/elasticsearch"],
      tag: /^(?:8\.1[7-9]|9\.[0-9]+)\.[0-9]+$/,
      ...runs(1000, 1000, 0),
      data: ["/usr/share/elasticsearch/data"],
    },
    "docker-library/repo-info: repos/elasticsearch/remote/8.17.10.md",
  ),
  read(
    {
      repositories: ["library/elasticsearch", "elasticsearch/elasticsearch"],
      ...runs(undefined, 1000, 0),
      data: ["/usr/share/elasticsearch/data"],
    },
    "elastic/elasticsearch: distribution/docker/src/docker/Dockerfile; USER was elasticsearch:root in 7, is 1000:0 in 8.17, and in which version that changed was not read",
  ),
  unread(
    {
      repositories: ["library/kibana", "kibana/kibana"],
      ...runs(undefined, 1000, 1000),
      data: ["/usr/share/kibana/data"],
    },
    "elastic/helm-charts: kibana/values.yaml",
  ),
  unread(
    {
      repositories: ["library/logstash", "logstash/logstash"],
      ...runs(undefined, 1000, 1000),
      data: ["/usr/share/logstash/data"],
    },
    "elastic/helm-charts: logstash/values.yaml",
  ),
  unread(
    { repositories: ["apm/apm-server"], ...runs(undefined, 1000, 1000), data: ["/usr/share/apm-server/data"] },
    "elastic/helm-charts: apm-server/values.yaml",
  ),
  read(
    { repositories: ["opensearchproject/opensearch"], ...runs(1000, 1000, 1000), data: ["/usr/share/opensearch/data"] },
    "opensearch-build: docker/release/dockerfiles/opensearch.al2023.dockerfile",
  ),
  read(
    { repositories: ["opensearchproject/opensearch-dashboards"], ...runs(1000, 1000, 1000) },
    "opensearch-build: docker/release/dockerfiles",
  ),
  read(
    { repositories: ["library/solr"], ...runs(8983, 8983, 8983), data: ["/var/solr"] },
    "apache/solr-docker: 9.10/Dockerfile",
  ),
  read(
    { repositories: ["library/couchdb"], ...drops(5984, 5984), data: ["/opt/couchdb/data"] },
    "apache/couchdb-docker: 3.3.3/Dockerfile",
  ),
  read(
    { repositories: ["library/neo4j"], ...drops(7474, 7474), data: ["/data", "/logs"] },
    "neo4j/docker-neo4j: 5/coredb/Dockerfile",
  ),
  read(
    { repositories: ["library/zookeeper"], ...drops(1000, 1000), data: ["/data", "/datalog", "/logs"] },
    "31z4/zookeeper-docker: 3.9.4/Dockerfile",
  ),
  read(
    {
      repositories: ["library/influxdb"],
      tag: /^2(?:\.[0-9]+){0,2}$/,
      ...drops(1000, 1000),
      data: ["/var/lib/influxdb2"],
    },
    "influxdata-docker: influxdb/2.7/Dockerfile",
  ),
  read(
    {
      repositories: ["library/influxdb"],
      tag: /^1\.11(?:\.[0-9]+)?$/,
      ...runs("influxdb", 1500, 1500),
      data: ["/var/lib/influxdb"],
    },
    "influxdata-docker: influxdb/1.11/Dockerfile",
  ),
  read(
    { repositories: ["clickhouse/clickhouse-server"], ...drops(101, 101), data: ["/var/lib/clickhouse"] },
    "ClickHouse: docker/server/Dockerfile.ubuntu",
  ),
  unread(
    { repositories: ["apache/kafka"], ...runs("appuser", 1000, 1000), data: ["/var/lib/kafka/data"] },
    "apache/kafka: docker/jvm/Dockerfile lets adduser choose the id",
  ),
  unread(
    {
      repositories: ["confluentinc/cp-kafka", "confluentinc/cp-zookeeper"],
      ...runs("appuser", 1000, 1000),
      data: ["/var/lib/kafka/data"],
    },
    "confluentinc/kafka-images: kafka/Dockerfile.ubi9; the id is set in the base image",
  ),
  read(
    { repositories: ["jenkins/jenkins"], ...runs("jenkins", 1000, 1000), data: ["/var/jenkins_home"] },
    "jenkinsci/docker: debian/Dockerfile",
  ),
  read(
    {
      repositories: ["library/sonarqube"],
      ...runs("sonarqube", 1000, 0),
      data: ["/opt/sonarqube/data", "/opt/sonarqube/extensions", "/opt/sonarqube/logs", "/opt/sonarqube/temp"],
    },
    "SonarSource/docker-sonarqube: Dockerfile",
  ),
  read(
    { repositories: ["sonatype/nexus3"], ...runs("nexus", 200, 200), data: ["/nexus-data"] },
    "sonatype/docker-nexus3: Dockerfile",
  ),
  unread(
    { repositories: ["hashicorp/vault", "library/vault"], ...drops(100, 1000), data: ["/vault/file", "/vault/data"] },
    "hashicorp/vault: Dockerfile; the ids are those that Alpine hands out",
  ),
  unread(
    {
      repositories: ["hashicorp/vault"],
      tag: UBI,
      ...runs(undefined, 100, 1000),
      data: ["/vault/file", "/vault/data"],
    },
    "docker-vault: ubi/Dockerfile names the ids, how USER is written was not read",
  ),
  unread(
    { repositories: ["hashicorp/consul", "library/consul"], ...drops(100, 1000), data: ["/consul/data"] },
    "hashicorp/consul: Dockerfile; the ids are those that Alpine hands out",
  ),
  unread(
    { repositories: ["hashicorp/consul"], tag: UBI, ...runs(100, 100, 1000), data: ["/consul/data"] },
    "hashicorp/consul: Dockerfile sets USER 100; its group was not read",
  ),
  read(
    { repositories: ["gitea/gitea"], ...drops(1000, 1000), data: ["/data"] },
    "go-gitea/gitea: Dockerfile and the chart's setup script",
  ),
  read(
    { repositories: ["gitea/gitea"], tag: ROOTLESS, ...runs(1000, 1000, 1000), data: ["/var/lib/gitea", "/etc/gitea"] },
    "go-gitea/gitea: Dockerfile.rootless",
  ),
  read(
    { repositories: ["keycloak/keycloak"], ...runs(1000, 1000, 0), data: ["/opt/keycloak/data"] },
    "keycloak: quarkus/container/Dockerfile",
  ),
  read(
    { repositories: ["minio/minio"], ...drops(0, 0), fsGroup: 1000, data: ["/data", "/export"] },
    "minio/minio: Dockerfile.release; its chart and operator run it as 1000",
  ),
  read(
    { repositories: ["library/eclipse-mosquitto"], ...drops(1883, 1883), data: ["/mosquitto/data", "/mosquitto/log"] },
    "eclipse-mosquitto: docker/2.0-openssl/Dockerfile",
  ),
  read(
    { repositories: ["n8nio/n8n"], ...runs("node", 1000, 1000), data: ["/home/node/.n8n"] },
    "n8n: docker/images/n8n/Dockerfile",
  ),
  read(
    {
      repositories: ["mattermost/mattermost-team-edition", "mattermost/mattermost-enterprise-edition"],
      ...runs("mattermost", 2000, 2000),
      data: ["/mattermost/data"],
    },
    "mattermost: server/build/Dockerfile",
  ),
  read({ repositories: ["argoproj/argocd"], ...runs(999, 999, 999) }, "argoproj/argo-cd: Dockerfile"),
  unread(
    { repositories: ["goharbor/*"], ...runs(undefined, 10000, 10000), data: ["/storage"] },
    "goharbor/harbor-helm: templates; the images were not read",
  ),
  unread(
    {
      repositories: ["goharbor/harbor-db", "goharbor/redis-photon"],
      ...runs(undefined, 999, 999),
      data: ["/var/lib/postgresql/data", "/var/lib/redis"],
    },
    "goharbor/harbor-helm: templates; the images were not read",
  ),
  unread(
    { repositories: ["dpage/pgadmin4"], ...runs(undefined, 5050, 5050), data: ["/var/lib/pgadmin"] },
    "helm/charts: stable/pgadmin; the group of the image is 0 or 5050",
  ),
  unread(
    {
      repositories: ["library/traefik", "traefik/traefik"],
      ...drops(0, 0),
      fsGroup: 65532,
      data: ["/data"],
      caution: "acme.json must keep mode 0600",
    },
    "traefik-helm-chart: values.yaml runs it as 65532; the image was not read",
  ),
  unread(
    { repositories: ["apache/airflow"], ...runs("airflow", 50000, 0), data: ["/opt/airflow/logs"] },
    "common knowledge",
  ),
  unread(
    {
      // Charts show 1001 for every application; minideb and bitnami-shell are bases for others.
      repositories: ["bitnami/*", "bitnamilegacy/*"],
      except: ["minideb", "bitnami-shell"],
      ...runs(1001, 1001, 0),
      fsGroup: 1001,
      data: ["/bitnami", "/opt/bitnami"],
    },
    "bitnami/charts: the values.yaml of each; few images were read",
  ),
  unread(
    { repositories: ["distroless/*"], tag: NONROOT, ...runs(undefined, 65532, 65532) },
    "common knowledge; USER is nonroot or its number",
  ),
];
