/** A StatefulSet whose init container runs `command`; its claim template is "data". */
export const stateful = ({
  command = "[chown, -R, '900:901', /srv/data]",
  context = "{}",
  own = "{runAsUser: 0}",
  mounts = "{name: data, mountPath: /srv/data}",
  volumes = "",
  meta = "name: db",
} = {}) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {${meta}}
spec:
  serviceName: db
  template:
    spec:
      securityContext: ${context}
      initContainers:
        - name: setup
          image: example/shell:1
          command: ${command}
          securityContext: ${own}
          volumeMounts: [${mounts}]
      containers:
        - {name: db, image: "example/db:1", volumeMounts: [{name: data, mountPath: /srv/data}]}
      volumes: [${volumes}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
