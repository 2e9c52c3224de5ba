// The secrets: the key of the mail service, the key that signs reply addresses, and what Inbound Parse signs in with.
param name string
param location string
param tags object
param workspaceId string
@secure()
param mailApiKey string
@secure()
param mailReplyKey string
@secure()
param mailInboundSecret string
@secure()
param mailInboundPassword string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }

  resource secret 'secrets' = {
    name: 'mail-api-key'
    properties: { value: mailApiKey }
  }

  resource replyKey 'secrets' = {
    name: 'mail-reply-key'
    properties: { value: mailReplyKey }
  }

  resource inboundSecret 'secrets' = {
    name: 'mail-inbound-secret'
    properties: { value: mailInboundSecret }
  }

  resource inboundPassword 'secrets' = {
    name: 'mail-inbound-password'
    properties: { value: mailInboundPassword }
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: vault
  properties: { workspaceId: workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] }
}

output name string = vault.name
// Without a version: a key put in later is taken up by itself.
output mailApiKeySecretUri string = '${vault.properties.vaultUri}secrets/${vault::secret.name}'
output mailReplyKeySecretUri string = '${vault.properties.vaultUri}secrets/${vault::replyKey.name}'
output mailInboundSecretSecretUri string = '${vault.properties.vaultUri}secrets/${vault::inboundSecret.name}'
output mailInboundSignInSecretUri string = '${vault.properties.vaultUri}secrets/${vault::inboundPassword.name}'
